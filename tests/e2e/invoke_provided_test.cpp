// A custom runtime in a few lines of shell: the real Runtime API over TCP, with curl as its client.
#include <catch2/catch.hpp>
#include <iostream>

#include "system/command.h"
#include "tests/e2e/function_fixture.h"
#include "tests/e2e/isolation.h"

using namespace cxsam;
using testing::Answer;
using testing::FunctionFixture;
using Kind = invoke::Outcome::Kind;

namespace {

constexpr std::string_view kBootstrap = R"(#!/bin/bash
API="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime"
while true; do
  HEADERS=$(mktemp)
  EVENT=$(curl -sS -D "$HEADERS" "$API/invocation/next")
  ID=$(grep -i lambda-runtime-aws-request-id "$HEADERS" | tr -d '[:space:]' | cut -d: -f2)
  echo "event: $EVENT"
  case "$EVENT" in
    *fail*) curl -sS -o /dev/null -H 'Lambda-Runtime-Function-Error-Type: Runtime.Custom' -d '{"errorType":"T","errorMessage":"m"}' "$API/invocation/$ID/error" ;;
    *exit*) exit 3 ;;
    *big*) head -c 6291556 /dev/zero | tr '\0' 'a' | curl -sS -o /dev/null -T - -X POST "$API/invocation/$ID/response" ;;
    *huge*) head -c 6291557 /dev/zero | tr '\0' 'a' | curl -sS -T - -X POST "$API/invocation/$ID/response" ;;
    *twice*) curl -sS -o /dev/null -d '"first"' "$API/invocation/$ID/response"
             curl -sS -w '%{http_code}\n' -d '"second"' "$API/invocation/$ID/response" ;;
    *stream*) printf 'abc' | curl -sS -o /dev/null -H 'Lambda-Runtime-Function-Response-Mode: streaming' -H 'Content-Type: text/plain' -T - -X POST "$API/invocation/$ID/response" ;;
    *wrong*) curl -sS -w '%{http_code}\n' -d '{}' "$API/invocation/nope/response"
             curl -sS -w '%{http_code}\n' -d '{}' "$API/init/error"
             curl -sS -w '%{http_code}\n' "http://$AWS_LAMBDA_RUNTIME_API/nope"
             curl -sS -w '%{http_code}\n' -X PUT "$API/invocation/next"
             curl -sS -o /dev/null -d '"answered"' "$API/invocation/$ID/response" ;;
    *) curl -sS -o /dev/null -d "{\"got\": $EVENT, \"pwd\": \"$PWD\"}" "$API/invocation/$ID/response" ;;
  esac
done
)";

bool has_curl() {
  if (system::find_program("curl")) return true;
  std::cout << "skipped: no curl on PATH\n";
  return false;
}

// Four threads that ask for work, as a runtime on Lambda Managed Instances does.
constexpr std::string_view kThreads = R"(#!/usr/bin/env python3
import http.client, json, os, threading
all_here = threading.Barrier(3)
def work():
    api = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])
    while True:
        api.request("GET", "/2018-06-01/runtime/invocation/next")
        answer = api.getresponse()
        event = json.loads(answer.read())
        path = "/2018-06-01/runtime/invocation/" + answer.headers["Lambda-Runtime-Aws-Request-Id"]
        if event == "hang":
            threading.Event().wait()
        if event == "end":
            os._exit(3)
        if event == "meet":
            all_here.wait()
        if event == "late":
            released.wait()
        if event == "release":
            released.set()
        api.request("POST", path + "/response", json.dumps([event, os.getpid(), os.environ["AWS_LAMBDA_MAX_CONCURRENCY"]]))
        late = api.getresponse()
        late.read()
        print(event, late.status, flush=True)
released = threading.Event()
for _ in range(4):
    threading.Thread(target=work).start()
)";

// In the place of `pwsh`, which the layer of AWS's PowerShell runtime has: it is given its script, and speaks the Runtime API
// as that script does.
constexpr std::string_view kPwsh = R"(#!/usr/bin/env python3
import http.client, json, os, sys
api = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])
while True:
    api.request("GET", "/2018-06-01/runtime/invocation/next")
    answer = api.getresponse()
    event = json.loads(answer.read())
    path = "/2018-06-01/runtime/invocation/" + answer.headers["Lambda-Runtime-Aws-Request-Id"]
    script = os.environ["_HANDLER"].split("::")[0]
    seen = {"event": event, "words": sys.argv[1:], "script": open(os.path.join(os.environ["LAMBDA_TASK_ROOT"], script)).read(),
            "module": open("/opt/modules/Shop/Shop.psd1").read()}
    api.request("POST", path + "/response", json.dumps(seen), {"Content-Type": "text/plain; charset=utf-8"})
    api.getresponse().read()
)";

}  // namespace

TEST_CASE("provided: a process takes several invocations at once on managed instances", "[e2e][provided]") {
  if (!system::find_program("python3")) {
    std::cout << "skipped: python3 is not installed\n";
    return;
  }
  FunctionFixture function("provided.al2023");
  function.spec.max_concurrency = 4;
  function.code.write("bootstrap", kThreads, true);
  const auto met = function.invoke_all({"\"meet\"", "\"meet\"", "\"meet\""});
  INFO(function.log);
  for (const Answer& answer : met) CHECK(answer.json() == Json::array({"meet", met.front().json()[1], "4"}));

  // One that is too slow goes alone, and its answer is still taken.
  function.spec.function.timeout_s = 1;
  function.close();
  const auto slow = function.invoke_all({"\"late\"", "\"one\""});
  CHECK(slow[0].outcome.kind == Kind::Timeout);
  CHECK(slow[1].outcome.kind == Kind::Ok);
  const Answer after = function.invoke("\"release\"");
  CHECK(after.json()[1] == slow[1].json()[1]);
  while (function.log.find("late 202\n") == std::string::npos) CHECK(function.invoke("\"two\"").outcome.kind == Kind::Ok);

  // The end of the process is the end of all, and the next call has a new one.
  const auto ended = function.invoke_all({"\"hang\"", "\"end\""});
  CHECK(ended[0].outcome.kind != Kind::Ok);
  CHECK(ended[1].outcome.kind == Kind::Crash);
  CHECK(function.invoke("\"three\"").outcome.kind == Kind::Ok);
}

TEST_CASE("provided: a shell script answers over the Runtime API", "[e2e][provided]") {
  if (!has_curl()) return;
  FunctionFixture function("provided.al2023");
  function.code.write("bootstrap", kBootstrap, true);

  Answer answer = function.invoke(R"({"a":1})");
  INFO(answer.body << "\n" << function.log);
  REQUIRE(answer.outcome.kind == Kind::Ok);
  CHECK(answer.json()["got"]["a"] == 1);
  CHECK(function.log.find("event: {\"a\":1}\n") != std::string::npos);

  answer = function.invoke("\"fail\"");
  CHECK(answer.outcome.kind == Kind::FunctionError);
  CHECK(answer.outcome.error_type == "Runtime.Custom");
  CHECK(answer.body == R"({"errorType":"T","errorMessage":"m"})");

  answer = function.invoke("\"big\"");
  CHECK(answer.outcome.kind == Kind::Ok);
  CHECK(answer.body.size() == 6291556);

  answer = function.invoke("\"huge\"");
  CHECK(answer.outcome.kind == Kind::TooLarge);
  CHECK(answer.json()["errorType"] == "Function.ResponseSizeTooLarge");
  CHECK(answer.json()["errorMessage"] == "Response payload size exceeded maximum allowed payload size (6291556 bytes).");

  answer = function.invoke("\"stream\"");
  CHECK(answer.body == "abc");
  CHECK(answer.content_type == "text/plain");

  answer = function.invoke("\"exit\"");
  CHECK(answer.outcome.kind == Kind::Crash);
  CHECK(function.invoke("{}").outcome.kind == Kind::Ok);
}

// As the layers of AWS's PowerShell runtime are laid out: the interpreter and the bootstrap in one, modules in another.
TEST_CASE("provided: a script of PowerShell runs on the interpreter of its layer", "[e2e][provided]") {
  if (!system::find_program("python3") || !test::isolation().namespaces) {
    std::cout << "skipped: no python3, or no namespaces\n";
    return;
  }
  FunctionFixture function("provided.al2023", "hello.ps1::hello");
  function.code.write("hello.ps1", "function hello { 'hello' }\n");
  test::ScratchFolder runtime_layer, modules;
  runtime_layer.write("powershell/pwsh", kPwsh, true);
  runtime_layer.write("bootstrap", "#!/opt/powershell/pwsh -noprofile\n", true);
  modules.write("modules/Shop/Shop.psd1", "@{}\n");
  function.spec.layers = {runtime_layer.path(), modules.path()};

  const Answer answer = function.invoke(R"({"a":1})");
  INFO(answer.body << "\n" << function.log);
  REQUIRE(answer.outcome.kind == Kind::Ok);
  CHECK(answer.content_type == "text/plain; charset=utf-8");
  const Json seen = answer.json();
  CHECK(seen["event"]["a"] == 1);
  CHECK(seen["words"] == Json::array({"-noprofile", "/opt/bootstrap"}));
  CHECK(seen["script"] == "function hello { 'hello' }\n");
  CHECK(seen["module"] == "@{}\n");
}

TEST_CASE("provided: calls that the Runtime API refuses", "[e2e][provided]") {
  if (!has_curl()) return;
  FunctionFixture function("provided.al2023");
  function.code.write("bootstrap", kBootstrap, true);
  CHECK(function.invoke("\"wrong\"").body == "\"answered\"");
  INFO(function.log);
  CHECK(function.log.find("{\"errorMessage\":\"Invalid request ID\",\"errorType\":\"InvalidRequestID\"}\n400\n") !=
        std::string::npos);
  CHECK(function.log.find("{\"errorMessage\":\"State transition from Running to InitError failed for runtime. Error: State "
                          "transition is not allowed\",\"errorType\":\"InvalidStateTransition\"}\n403\n") != std::string::npos);
  CHECK(function.log.find("404 page not found\n404\n") != std::string::npos);
  CHECK(function.log.find("\n405\n") != std::string::npos);
  CHECK(function.invoke("\"twice\"").body == "\"first\"");
  CHECK(function.invoke("{}").outcome.kind == Kind::Ok);
  CHECK(function.log.find("\"errorType\":\"InvalidStateTransition\"}\n403\n") != std::string::npos);
}

TEST_CASE("provided: a bootstrap that is missing or cannot run is said clearly", "[e2e][provided]") {
  FunctionFixture function("provided.al2023");
  const Answer missing = function.invoke();
  CHECK(missing.outcome.kind == Kind::CannotStart);
  CHECK(function.log.find("no file `bootstrap`") != std::string::npos);
  {
    FunctionFixture script("provided.al2023", "handler.ps1::handler");
    script.code.write("handler.ps1", "function handler($event, $context) { 'hello' }\n");
    CHECK(script.invoke().outcome.kind == Kind::CannotStart);
    CHECK(script.log.find("AWS's PowerShell runtime") != std::string::npos);
  }
  function.code.write("bootstrap", "#!/bin/sh\n");
  const Answer not_executable = function.invoke();
  CHECK(not_executable.outcome.kind == Kind::CannotStart);
  CHECK(function.log.find("is not executable") != std::string::npos);
  function.code.write("bootstrap", "#!/no/such/interpreter\n", true);
  const Answer no_interpreter = function.invoke();
  CHECK(no_interpreter.outcome.kind == Kind::Crash);
  const std::string message = no_interpreter.json()["errorMessage"];
  CHECK(message.find("Error: fork/exec /") != std::string::npos);  // /var/task, where there are namespaces
  CHECK(message.ends_with("/bootstrap: no such file or directory"));
}
