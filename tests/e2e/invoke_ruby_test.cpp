#include <catch2/catch.hpp>
#include <iostream>

#include "runtime/interpreter.h"
#include "tests/e2e/function_fixture.h"

using namespace cxsam;
using testing::Answer;
using testing::FunctionFixture;
using Kind = invoke::Outcome::Kind;

namespace {

bool has_ruby() {
  if (runtime::find_ruby(runtime::SearchPlaces::from_environment(), "3.3")) return true;
  std::cout << "skipped: no ruby\n";
  return false;
}

}  // namespace

TEST_CASE("ruby: an answer, a context and log lines", "[e2e][ruby]") {
  if (!has_ruby()) return;
  FunctionFixture function("ruby3.3");
  function.code.write("app.rb", R"(
require 'logger'
LOGGER = Logger.new($stdout)
puts 'module level'

def handler(event:, context:)
  puts "hello from #{event['name']}"
  LOGGER.info('one line')
  { event: event, id: context.aws_request_id, left: context.get_remaining_time_in_millis, memory: context.memory_limit_in_mb,
    function: context.function_name, arn: context.invoked_function_arn, file: __FILE__, root: ENV['LAMBDA_TASK_ROOT'],
    execution: ENV['AWS_EXECUTION_ENV'], umlaut: "\u00fc" }
end
)");
  const Answer answer = function.invoke(R"({"name": "Ali"})");
  INFO(answer.body << "\n" << function.log);
  REQUIRE(answer.outcome.kind == Kind::Ok);
  const Json said = answer.json();
  CHECK(said["event"]["name"] == "Ali");
  CHECK(said["left"].get<int>() > 15000);
  CHECK(said["memory"] == "512");
  CHECK(said["function"] == "TestFunction");
  CHECK(said["arn"] == function.spec.function.arn);
  CHECK(said["file"] == said["root"].get<std::string>() + "/app.rb");
  CHECK(said["execution"] == "AWS_Lambda_ruby3.3");
  CHECK(said["umlaut"] == "\u00fc");
  const std::string id = said["id"];
  CHECK(function.log.find("module level\n") < function.log.find("START RequestId: "));
  CHECK(function.log.find("START RequestId: " + id + " Version: $LATEST\nhello from Ali\nI, [") != std::string::npos);
  CHECK(function.log.find("]  INFO " + id + " -- : one line\nEND RequestId: " + id) != std::string::npos);

  const Answer warm = function.invoke(R"({"name": "Eve"})");
  CHECK(warm.outcome.kind == Kind::Ok);
  CHECK_FALSE(warm.outcome.metrics.init_duration.has_value());
}

TEST_CASE("ruby: a method of a class, in a file of a folder", "[e2e][ruby]") {
  if (!has_ruby()) return;
  FunctionFixture function("ruby3.2", "lib/app.Shop::Orders.process");
  function.code.write("lib/app.rb", R"(
require_relative 'prices'
module Shop
  class Orders
    def self.process(event:, context:)
      PRICES.fetch(event['what'])
    end
  end
end
)");
  function.code.write("lib/prices.rb", "PRICES = { 'tea' => 3 }.freeze\n");
  const Answer answer = function.invoke(R"({"what": "tea"})");
  INFO(answer.body << "\n" << function.log);
  CHECK(answer.outcome.kind == Kind::Ok);
  CHECK(answer.body == "3");
}

TEST_CASE("ruby: errors of the handler, as Lambda words them", "[e2e][ruby]") {
  if (!has_ruby()) return;
  struct Case {
    const char *body, *type, *message, *log;
  };
  const Case given = GENERATE(
      Case{"raise 'Error: some_error_msg'", "Function<RuntimeError>", "Error: some_error_msg",
           "Error raised from handler method"},
      Case{"[1, 2, 3].first('two')", "Function<TypeError>", "no implicit conversion of String into Integer",
           "Error raised from handler method"},
      Case{"nil[0]", "Function<NoMethodError>", "undefined method `[]' for nil", "Critical exception from handler"},
      Case{"NoSuchName", "Function<NameError>", "uninitialized constant NoSuchName", "Critical exception from handler"},
      Case{"require 'nosuch_library'", "Function<LoadError>", "cannot load such file -- nosuch_library",
           "Error raised from handler method"});
  FunctionFixture function("ruby3.3");
  function.code.write("app.rb", std::string("def handler(event:, context:)\n  ") + given.body + "\nend\n");
  const Answer answer = function.invoke();
  INFO(answer.body << "\n" << function.log);
  REQUIRE(answer.outcome.kind == Kind::FunctionError);
  const Json document = answer.json();
  CHECK(document.size() == 3);
  CHECK(document["errorType"] == given.type);
  const std::string message = document["errorMessage"];
  CHECK(message.starts_with(given.message));
  CHECK(message.find('\n') == std::string::npos);
  CHECK(document["stackTrace"].dump().find("/app.rb:2:in ") != std::string::npos);
  CHECK(document["stackTrace"].dump().find("bootstrap.rb") == std::string::npos);
  CHECK(function.log.find(std::string(given.log) + "\n{\n  \"errorMessage\": \"") != std::string::npos);
  CHECK(function.invoke().outcome.kind == Kind::FunctionError);
  CHECK(function.pool().size() == 1);
}

TEST_CASE("ruby: an answer that is no JSON is an error of the function", "[e2e][ruby]") {
  if (!has_ruby()) return;
  FunctionFixture function("ruby3.3");
  function.code.write("app.rb", "def handler(event:, context:)\n  \"\\xff\"\nend\n");
  const Answer answer = function.invoke();
  INFO(answer.body << "\n" << function.log);
  CHECK(answer.outcome.kind == Kind::FunctionError);
  CHECK(answer.json()["errorType"] == "Function<JSON::GeneratorError>");
}

TEST_CASE("ruby: errors of initialisation", "[e2e][ruby]") {
  if (!has_ruby()) return;
  struct Case {
    const char *source, *handler, *type, *message;
  };
  const Case given =
      GENERATE(Case{"require 'nosuch_library'\n", "app.handler", "Init<LoadError>", "cannot load such file -- nosuch_library"},
               Case{"x = 1\n", "nosuch.handler", "Init<LoadError>", "cannot load such file -- nosuch"},
               Case{"def handler(\n", "app.handler", "Init<SyntaxError>", ""},
               Case{"x = 1\n", "app", "Init<ArgumentError>", "Invalid handler app, must be of form FILENAME.METHOD"},
               Case{"raise ArgumentError, 'at load'\n", "app.handler", "Init<ArgumentError>", "at load"});
  FunctionFixture function("ruby3.3", given.handler);
  function.code.write("app.rb", given.source);
  const Answer answer = function.invoke();
  INFO(answer.body << "\n" << function.log);
  REQUIRE(answer.outcome.kind == Kind::InitError);
  CHECK(answer.json()["errorType"] == given.type);
  CHECK(answer.json()["errorMessage"].get<std::string>().starts_with(given.message));
  CHECK(function.log.find(std::string("Init error when loading handler ") + given.handler + "\n{\n") != std::string::npos);
}

TEST_CASE("ruby: exit ends the instance, in the handler and at load", "[e2e][ruby]") {
  if (!has_ruby()) return;
  FunctionFixture function("ruby3.3");
  function.code.write("app.rb", "def handler(event:, context:)\n  exit(event['code'])\nend\n");
  const Answer answer = function.invoke(R"({"code": 3})");
  INFO(answer.body << "\n" << function.log);
  CHECK(answer.outcome.kind == Kind::Crash);
  CHECK(answer.json()["errorType"] == "Runtime.ExitError");
  CHECK(answer.json()["errorMessage"].get<std::string>().ends_with(" Error: Runtime exited with error: exit status 3"));
}

TEST_CASE("ruby: log lines as JSON, and the lowest level", "[e2e][ruby]") {
  if (!has_ruby()) return;
  FunctionFixture function("ruby3.3");
  function.spec.function.log_format = "JSON";
  function.spec.environment["AWS_LAMBDA_LOG_LEVEL"] = "WARN";
  function.code.write("app.rb", R"(
require 'logger'
def handler(event:, context:)
  logger = Logger.new($stdout)
  logger.info('not seen')
  logger.warn('seen')
  raise 'broken' if event['fails']
  context.aws_request_id
end
)");
  const Answer answer = function.invoke();
  INFO(answer.body << "\n" << function.log);
  CHECK(answer.outcome.kind == Kind::Ok);
  CHECK(function.log.find("not seen") == std::string::npos);
  CHECK(function.log.find(R"("level":"WARN","message":"seen","requestId":)" + answer.body + "}") != std::string::npos);
  CHECK(function.invoke(R"({"fails": true})").outcome.kind == Kind::FunctionError);
  CHECK(function.log.find(R"("errorMessage":"broken","errorType":"Function<RuntimeError>")") != std::string::npos);
}

TEST_CASE("ruby: what can be read is the answer as it stands", "[e2e][ruby]") {
  if (!has_ruby()) return;
  FunctionFixture function("ruby3.3");
  function.code.write("app.rb", "require 'stringio'\ndef handler(event:, context:)\n  StringIO.new('plain text')\nend\n");
  CHECK(function.invoke().body == "plain text");
}

TEST_CASE("ruby: libraries and gems of layers and of the code", "[e2e][ruby]") {
  if (!has_ruby()) return;
  FunctionFixture function("ruby3.3");
  test::ScratchFolder layer;
  layer.write("ruby/lib/greeting.rb", "GREETING = 'hello'\n");
  function.spec.layers = {layer.path()};
  function.spec.code = function.code.path() / ".aws-sam/build/F";
  function.code.write(".aws-sam/build/F/app.rb", R"(
require 'greeting'
def handler(event:, context:)
  { greeting: GREETING, gems: Gem.path.map { |path| path.sub(/\d+\.\d+\.\d+\z/, 'N') } }
end
)");
  const Answer answer = function.invoke();
  INFO(answer.body << "\n" << function.log);
  REQUIRE(answer.outcome.kind == Kind::Ok);
  CHECK(answer.json()["greeting"] == "hello");
  const std::string gems = answer.json()["gems"].dump();
  CHECK(gems.find("/vendor/bundle/ruby/N\"") != std::string::npos);
  CHECK(gems.find("/ruby/gems/N\"") != std::string::npos);
  CHECK(answer.json()["gems"].size() == 3);
}

TEST_CASE("ruby: without namespaces", "[e2e][ruby]") {
  if (!has_ruby()) return;
  FunctionFixture function("ruby3.3");
  function.plain();
  function.code.write("app.rb", "def handler(event:, context:)\n  event.keys\nend\n");
  const Answer answer = function.invoke(R"({"a": 1})");
  INFO(answer.body << "\n" << function.log);
  CHECK(answer.body == R"(["a"])");
}
