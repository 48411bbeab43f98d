#include <catch2/catch.hpp>
#include <iostream>

#include "tests/e2e/function_fixture.h"

using namespace cxsam;
using testing::Answer;
using testing::FunctionFixture;
using Kind = invoke::Outcome::Kind;

TEST_CASE("python: an answer, a context and log lines", "[e2e][python]") {
  FunctionFixture function("python3.11");
  function.code.write("app.py", R"(
import os, sys

print("module level")

def handler(event, context):
    print("hello from", event["name"])
    return {"event": event, "id": context.aws_request_id, "left": context.get_remaining_time_in_millis(),
            "memory": context.memory_limit_in_mb, "root": os.environ["LAMBDA_TASK_ROOT"], "file": __file__,
            "api": os.environ["AWS_LAMBDA_RUNTIME_API"], "stdin": sys.stdin.read()}
)");
  const Answer answer = function.invoke(R"({"name": "Ali"})");
  INFO(answer.body << "\n" << function.log);
  REQUIRE(answer.outcome.kind == Kind::Ok);
  CHECK(answer.json()["event"]["name"] == "Ali");
  CHECK(answer.json()["left"].get<int>() > 15000);
  CHECK(answer.json()["memory"] == "512");
  CHECK(answer.json()["stdin"] == "");
  CHECK(answer.outcome.metrics.init_duration.has_value());
  CHECK(answer.outcome.metrics.max_memory_bytes > 1000000);
  const std::string id = answer.json()["id"];
  CHECK(function.log.find("module level\nSTART RequestId: " + id + " Version: $LATEST\nhello from Ali\nEND RequestId: " + id +
                          "\nREPORT RequestId: " + id + "\tDuration: ") != std::string::npos);
  CHECK(function.log.find("\tInit Duration: ") != std::string::npos);

  const Answer warm = function.invoke(R"({"name": "Eve"})");
  CHECK(warm.outcome.kind == Kind::Ok);
  CHECK_FALSE(warm.outcome.metrics.init_duration.has_value());
  CHECK(function.pool().size() == 1);
}

// A version that the machine does not have runs on its `python3`.
TEST_CASE("python: every version from 3.6 on", "[e2e][python]") {
  for (const char* runtime : {"python3.6", "python3.7", "python3.8", "python3.9", "python3.10", "python3.12", "python3.13"}) {
    FunctionFixture function(runtime);
    function.code.write("app.py", R"(
def handler(event, context):
    print("a", "line")
    return {"runs": context.get_remaining_time_in_millis() > 0}
)");
    const Answer answer = function.invoke();
    INFO(runtime << "\n" << answer.body << "\n" << function.log);
    REQUIRE(answer.outcome.kind == Kind::Ok);
    CHECK(answer.body == R"({"runs": true})");
    CHECK(function.log.find(" Version: $LATEST\na line\nEND RequestId: ") != std::string::npos);
  }
}

TEST_CASE("python: an error of the handler, as Lambda words it", "[e2e][python]") {
  FunctionFixture function("python3.11");
  function.code.write("app.py", "def handler(event, context):\n    raise Exception(\"Handler fails\")\n");
  const Answer answer = function.invoke();
  INFO(answer.body << "\n" << function.log);
  REQUIRE(answer.outcome.kind == Kind::FunctionError);
  const Json document = answer.json();
  CHECK(document["errorMessage"] == "Handler fails");
  CHECK(document["errorType"] == "Exception");
  CHECK(document["requestId"].get<std::string>().size() == 36);
  REQUIRE(document["stackTrace"].size() == 1);
  CHECK(document["stackTrace"][0].get<std::string>().find("line 2, in handler\n    raise Exception(\"Handler fails\")\n") !=
        std::string::npos);
  CHECK(function.log.find("[ERROR] Exception: Handler fails\nTraceback (most recent call last):\n  File ") !=
        std::string::npos);
}

TEST_CASE("python: errors of initialisation", "[e2e][python]") {
  struct Case {
    const char *source, *handler, *type, *message;
  };
  const Case given =
      GENERATE(Case{"import nosuch_module\n", "app.handler", "Runtime.ImportModuleError",
                    "Unable to import module 'app': No module named 'nosuch_module'"},
               Case{"x = 1\n", "app.handler", "Runtime.HandlerNotFound", "Handler 'handler' missing on module 'app'"},
               Case{"def handler(:\n", "app.handler", "Runtime.UserCodeSyntaxError", "Syntax error in module 'app': "},
               Case{"x = 1\n", "app", "Runtime.MalformedHandlerName", "Bad handler 'app'"},
               Case{"raise ValueError('at import')\n", "app.handler", "ValueError", "at import"});
  FunctionFixture function("python3.11", given.handler);
  function.code.write("app.py", given.source);
  const Answer answer = function.invoke();
  INFO(answer.body << "\n" << function.log);
  REQUIRE(answer.outcome.kind == Kind::InitError);
  CHECK(answer.json()["errorType"] == given.type);
  CHECK(answer.json()["errorMessage"].get<std::string>().find(given.message) == 0);
  CHECK(answer.json()["requestId"] == "");
}

TEST_CASE("python: the handler in a folder, logging, what cannot be JSON", "[e2e][python]") {
  FunctionFixture function("python3.11", "src/app.handler");
  function.code.write("src/app.py", R"(
import logging
logger = logging.getLogger()
logger.setLevel("INFO")
def handler(event, context):
    logger.info("one line")
    return {1, 2} if event.get("bad") else "\u00e9"
)");
  const Answer answer = function.invoke();
  INFO(answer.body << "\n" << function.log);
  CHECK(answer.body == "\"\\u00e9\"");
  CHECK(function.log.find("[INFO]\t") != std::string::npos);
  CHECK(function.log.find("Z\t") < function.log.find("\tone line\n"));
  const Answer bad = function.invoke(R"({"bad": true})");
  CHECK(bad.outcome.kind == Kind::FunctionError);
  CHECK(bad.json()["errorType"] == "Runtime.MarshalError");
}

TEST_CASE("python: sys.exit in the handler and at import", "[e2e][python]") {
  FunctionFixture function("python3.11");
  function.code.write("app.py", R"(
import sys, os
def handler(event, context):
    if "signal" in event:
        os.kill(os.getpid(), event["signal"])
    sys.exit(event["code"])
)");
  Answer answer = function.invoke(R"({"code": 3})");
  INFO(answer.body << "\n" << function.log);
  CHECK(answer.outcome.kind == Kind::Crash);
  CHECK(answer.json()["errorType"] == "Runtime.ExitError");
  CHECK(answer.json()["errorMessage"].get<std::string>().ends_with(" Error: Runtime exited with error: exit status 3"));
  answer = function.invoke(R"({"code": 0})");
  CHECK(answer.json()["errorMessage"].get<std::string>().ends_with(" Error: Runtime exited without providing a reason"));
  answer = function.invoke(R"({"signal": 9})");
  CHECK(answer.json()["errorMessage"].get<std::string>().ends_with(" Error: Runtime exited with error: signal: killed"));
  CHECK(function.pool().size() == 1);
}

TEST_CASE("python: a built function sees no packages of the machine, one from its source does", "[e2e][python]") {
  // pip is on every machine that has packages at all.
  const std::string source = "def handler(event, context):\n    import pip\n    exit_is_there = exit\n    return True\n";
  FunctionFixture from_source("python3.11");
  from_source.code.write("app.py", source);
  if (from_source.invoke().outcome.kind != Kind::Ok) {
    std::cout << "skipped: python without pip\n";
    return;
  }
  FunctionFixture built("python3.11");
  built.code.write(".aws-sam/build/F/app.py", source);
  built.spec.code = built.code / ".aws-sam/build/F";
  const Answer answer = built.invoke();
  INFO(answer.body << "\n" << built.log);
  REQUIRE(answer.outcome.kind == Kind::FunctionError);
  CHECK(answer.json()["errorMessage"] == "No module named 'pip'");
  built.code.write(".aws-sam/build/F/pip.py", "");
  CHECK(built.invoke().outcome.kind == Kind::Ok);
}
