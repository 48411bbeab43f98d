#include <catch2/catch.hpp>

#include "tests/e2e/function_fixture.h"

using namespace cxsam;
using testing::Answer;
using testing::FunctionFixture;
using Kind = invoke::Outcome::Kind;

TEST_CASE("nodejs: an answer, a context and console lines", "[e2e][nodejs]") {
  FunctionFixture function("nodejs18.x");
  function.code.write("app.js", R"(
console.log('module level');
exports.handler = async (event, context) => {
  console.warn('hello %s', event.name);
  return { event, id: context.awsRequestId, left: context.getRemainingTimeInMillis(), name: context.functionName };
};
)");
  const Answer answer = function.invoke(R"({"name": "Ali"})");
  INFO(answer.body << "\n" << function.log);
  REQUIRE(answer.outcome.kind == Kind::Ok);
  CHECK(answer.json()["event"]["name"] == "Ali");
  CHECK(answer.json()["left"].get<int>() > 15000);
  CHECK(answer.json()["name"] == "TestFunction");
  const std::string id = answer.json()["id"];
  CHECK(function.log.find("Z\tundefined\tINFO\tmodule level\n") != std::string::npos);
  CHECK(function.log.find("Z\t" + id + "\tWARN\thello Ali\nEND RequestId: " + id) != std::string::npos);
  const Answer warm = function.invoke(R"({"name": "Eve"})");
  CHECK(warm.json()["event"]["name"] == "Eve");
}

TEST_CASE("nodejs: handlers in every style", "[e2e][nodejs]") {
  struct Case {
    const char *file, *source, *answer;
  };
  const Case given =
      GENERATE(Case{"app.mjs", "export const handler = async () => 'module';", "\"module\""},
               Case{"app.cjs", "module.exports.handler = async () => 'common';", "\"common\""},
               Case{"app.js", "exports.handler = (event, context, callback) => setTimeout(() => callback(null, 'later'), 5);",
                    "\"later\""},
               Case{"app.js", "exports.handler = (event, context) => context.succeed('done');", "\"done\""},
               Case{"app.js", "exports.handler = () => 'ignored';", "null"},
               Case{"app.js", "exports.handler = async () => undefined;", "null"},
               Case{"app.js", "exports.handler = () => new Promise(() => {});", "null"},
               Case{"app.js",
                    "let fired = 'too early';\n"
                    "exports.handler = (event, context, callback) => { setTimeout(() => { fired = 'waited'; }, 20);\n"
                    "  callback(null, { toJSON: () => fired }); };",
                    "\"waited\""},
               Case{"app.js",
                    "exports.handler = (event, context, callback) => { context.callbackWaitsForEmptyEventLoop = false;\n"
                    "  setTimeout(() => {}, 60000); callback(null, 'at once'); };",
                    "\"at once\""});
  FunctionFixture function("nodejs18.x");
  function.code.write(given.file, given.source);
  const Answer answer = function.invoke();
  INFO(given.source << "\n" << answer.body << "\n" << function.log);
  CHECK(answer.outcome.kind == Kind::Ok);
  CHECK(answer.body == given.answer);
}

TEST_CASE("nodejs: a package of modules, and a folder in the handler", "[e2e][nodejs]") {
  FunctionFixture function("nodejs18.x", "src/app.nested.handler");
  function.code.write("package.json", R"({"type": "module"})");
  function.code.write("src/app.js", "export const nested = { handler: async () => import.meta.url };");
  const Answer answer = function.invoke();
  INFO(answer.body << "\n" << function.log);
  CHECK(answer.body.find("/src/app.js\"") != std::string::npos);
}

TEST_CASE("nodejs: errors, as Lambda words them", "[e2e][nodejs]") {
  struct Case {
    const char* source;
    Kind kind;
    const char *type, *message;
  };
  const Case given = GENERATE(
      Case{"exports.handler = async () => { throw new TypeError('fails'); };", Kind::FunctionError, "TypeError", "fails"},
      Case{"exports.handler = (e, c, callback) => callback('text');", Kind::FunctionError, "string", "text"},
      Case{"exports.handler = () => { setTimeout(() => { throw new Error('late'); }, 5); return new Promise(() => {}); };",
           Kind::FunctionError, "Error", "late"},
      Case{"exports.handler = () => { Promise.reject(new Error('lost')); return new Promise((r) => setTimeout(r, 1000)); };",
           Kind::FunctionError, "Runtime.UnhandledPromiseRejection", "Error: lost"},
      Case{"require('nosuch');", Kind::InitError, "Runtime.ImportModuleError", "Error: Cannot find module 'nosuch'"},
      Case{"exports.other = 1;", Kind::InitError, "Runtime.HandlerNotFound", "app.handler is undefined or not exported"},
      Case{"exports.handler = async ( => 1;", Kind::InitError, "Runtime.UserCodeSyntaxError", "SyntaxError: "},
      Case{"throw new RangeError('at load');", Kind::InitError, "RangeError", "at load"});
  FunctionFixture function("nodejs18.x");
  function.code.write("app.js", given.source);
  const Answer answer = function.invoke();
  INFO(given.source << "\n" << answer.body << "\n" << function.log);
  CHECK(answer.outcome.kind == given.kind);
  CHECK(answer.json()["errorType"] == given.type);
  CHECK(answer.json()["errorMessage"].get<std::string>().find(given.message) == 0);
  CHECK(answer.json()["trace"].is_array());
}

TEST_CASE("nodejs: the call after one that ended the process gets a new process", "[e2e][nodejs]") {
  FunctionFixture function("nodejs18.x");
  function.code.write("app.js", R"(
exports.handler = async (event) => {
  if (event.late) setTimeout(() => { throw new TypeError('late'); }, 1);
  if (event.lost) Promise.reject(new Error('lost'));
  await new Promise((resolve) => setTimeout(resolve, event.late || event.lost ? 10000 : 0));
  return 'well';
};
)");
  for (const char* event : {R"({"late": 1})", R"({"lost": 1})"}) {
    for (int round = 0; round < 5; ++round) {
      CHECK(function.invoke(event).outcome.kind == Kind::FunctionError);
      const Answer next = function.invoke();
      INFO(event << "\n" << next.body << "\n" << function.log);
      CHECK(next.outcome.kind == Kind::Ok);
      CHECK(next.body == "\"well\"");
    }
  }
}

TEST_CASE("nodejs: response streams", "[e2e][nodejs]") {
  FunctionFixture function("nodejs18.x");
  function.code.write("app.js", R"(
exports.handler = awslambda.streamifyResponse(async (event, stream, context) => {
  if (event.http) stream = awslambda.HttpResponseStream.from(stream, { statusCode: 201 });
  else stream.setContentType('text/plain');
  stream.write('one ');
  await new Promise((resolve) => setTimeout(resolve, 5));
  if (event.fail) throw new Error('midway');
  stream.write('two');
  stream.end();
});
)");
  Answer answer = function.invoke();
  INFO(answer.body << "\n" << function.log);
  CHECK(answer.outcome.kind == Kind::Ok);
  CHECK(answer.body == "one two");
  CHECK(answer.content_type == "text/plain");
  answer = function.invoke(R"({"http": true})");
  CHECK(answer.content_type == "application/vnd.awslambda.http-integration-response");
  CHECK(answer.body == std::string("{\"statusCode\":201}") + std::string(8, '\0') + "one two");
  answer = function.invoke(R"({"fail": true})");
  CHECK(answer.outcome.kind == Kind::FunctionError);
  CHECK(answer.json()["errorMessage"] == "midway");  // who waits for the whole answer gets no half one
  CHECK(function.invoke().body == "one two");
}

TEST_CASE("nodejs: process.exit in the handler", "[e2e][nodejs]") {
  FunctionFixture function("nodejs18.x");
  function.code.write("app.js", "exports.handler = async () => process.exit(7);");
  const Answer answer = function.invoke();
  CHECK(answer.outcome.kind == Kind::Crash);
  CHECK(answer.json()["errorMessage"].get<std::string>().ends_with("exit status 7"));
}
