// An extension as AWS documents it, in bash, beside a function.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "tests/e2e/function_fixture.h"

using namespace cxsam;
using testing::Answer;
using testing::FunctionFixture;
using Kind = invoke::Outcome::Kind;

namespace {

// It tells what it hears in the log, and takes a moment to do its last work.
constexpr std::string_view kWatcher = R"SH(#!/bin/bash
api=http://$AWS_LAMBDA_RUNTIME_API/2020-01-01/extension
trap '' TERM
echo "watcher: handler variable '$_HANDLER', own variable '$STAGE'"
id=$(curl -s -D - -o /tmp/registered -H "Lambda-Extension-Name: ${0##*/}" -d '{"events": ["INVOKE", "SHUTDOWN"]}' "$api/register" |
     tr -d '\r' | sed -n 's/^lambda-extension-identifier: //Ip')
echo "watcher: registered $(cat /tmp/registered)"
while event=$(curl -sf -H "Lambda-Extension-Identifier: $id" "$api/event/next"); do
  case $event in
    *SHUTDOWN*)
      sleep 0.3
      echo "watcher: flushed $(grep -o '"shutdownReason":"[a-z]*"' <<<"$event")"
      exit 0 ;;
    *) echo "watcher: $(grep -o '"eventType":"[A-Z]*"' <<<"$event")" ;;
  esac
done
echo "watcher: the API is gone"
)SH";

constexpr std::string_view kApp = R"(
import os, time
def handler(event, context):
    if "sleep" in event:
        time.sleep(event["sleep"])
    if "exit" in event:
        os._exit(event["exit"])
    return os.path.exists("/tmp/registered")
)";

bool has_curl() {
  if (std::system("command -v curl >/dev/null") == 0) return true;
  std::cout << "skipped: curl is missing\n";
  return false;
}

struct Extended {
  explicit Extended(std::string_view program) {
    layer.write("extensions/watcher", program);
    std::filesystem::permissions(layer / "extensions/watcher", std::filesystem::perms::owner_all);
    function.code.write("app.py", kApp);
    function.spec.layers = {layer.path()};
    function.spec.environment["STAGE"] = "test";
  }
  test::ScratchFolder layer;
  FunctionFixture function{"python3.11"};
};

bool has(const std::string& log, std::string_view text) { return log.find(text) != std::string::npos; }

}  // namespace

TEST_CASE("extension: is there before the function, hears of each invocation, and has time to flush at the end") {
  if (!has_curl()) return;
  std::string log;
  {
    Extended extended(kWatcher);
    const Answer first = extended.function.invoke();
    CHECK(first.outcome.kind == Kind::Ok);
    CHECK(first.body == "true");
    CHECK(extended.function.invoke().outcome.kind == Kind::Ok);
    extended.function.close();
    log = extended.function.log;
  }
  INFO(log);
  CHECK(has(log, "watcher: handler variable '', own variable 'test'\n"));
  CHECK(has(log, R"(watcher: registered {"functionName":"TestFunction","functionVersion":"$LATEST","handler":"app.handler"})"));
  const std::size_t invoked = log.find(R"(watcher: "eventType":"INVOKE")");
  REQUIRE(invoked != std::string::npos);
  CHECK(log.find(R"(watcher: "eventType":"INVOKE")", invoked + 1) != std::string::npos);
  CHECK(has(log, R"(watcher: flushed "shutdownReason":"spindown")"));
}

TEST_CASE("extension: hears why a function ends too early, and begins anew with it") {
  if (!has_curl()) return;
  Extended extended(kWatcher);
  extended.function.spec.function.timeout_s = 2;
  CHECK(extended.function.invoke(R"({"sleep": 60})").outcome.kind == Kind::Timeout);
  CHECK(extended.function.invoke(R"({"exit": 3})").outcome.kind == Kind::Crash);
  CHECK(extended.function.invoke().outcome.kind == Kind::Ok);
  INFO(extended.function.log);
  CHECK(has(extended.function.log, R"(watcher: flushed "shutdownReason":"timeout")"));
  CHECK(has(extended.function.log, R"(watcher: flushed "shutdownReason":"failure")"));
}

TEST_CASE("extension: one that ends by itself, or cannot be run, fails the invocation and says so") {
  Extended ending("#!/bin/sh\nexit 3\n");
  const Answer crashed = ending.function.invoke();
  CHECK(crashed.outcome.error_type == "Extension.Crash");
  CHECK(has(crashed.body, "Error: exit status 3"));
  Extended missing("#!/no/such/interpreter\n");
  const Answer refused = missing.function.invoke();
  INFO(missing.function.log << refused.body);
  CHECK(refused.outcome.error_type == "Extension.LaunchError");
  CHECK(has(refused.body, "/extensions/watcher: no such file or directory"));
}
