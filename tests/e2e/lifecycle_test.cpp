// What happens around invocations: timeouts, instances, events and answers of any size.
#include <unistd.h>

#include <boost/asio/post.hpp>
#include <catch2/catch.hpp>

#include "tests/e2e/function_fixture.h"

using namespace cxsam;
using testing::Answer;
using testing::FunctionFixture;
using Kind = invoke::Outcome::Kind;

namespace {

constexpr std::string_view kApp = R"(
import os, time
number = 0
def handler(event, context):
    global number
    if "set" in event:
        number = event["set"]
        open(os.environ["KEPT"], "w").write("some-content")
    if "sleep" in event:
        time.sleep(event["sleep"])
    if "allocate" in event:
        x = b"x" * (event["allocate"] << 20)
        time.sleep(30)
    kept = open(os.environ["KEPT"]).read() if os.path.exists(os.environ.get("KEPT", "")) else None
    return {"number": number, "kept": kept}
)";

}  // namespace

TEST_CASE("lifecycle: a timeout ends the process, /tmp stays", "[e2e]") {
  FunctionFixture function("python3.11");
  const bool plain = GENERATE(false, true);
  if (plain) function.plain();
  const std::string kept = "/tmp/kept-" + make_uuid();
  function.spec.environment = {{"KEPT", kept}};
  function.spec.function.timeout_s = 1;
  function.code.write("app.py", kApp);
  CHECK(function.invoke(R"({"set": 42})").outcome.kind == Kind::Ok);
  CHECK(function.invoke("{}").json()["number"] == 42);

  const Answer late = function.invoke(R"({"sleep": 20})");
  INFO(late.body << "\n" << function.log);
  CHECK(late.outcome.kind == Kind::Timeout);
  CHECK(late.json()["errorType"] == "Sandbox.Timedout");
  CHECK(late.json()["errorMessage"].get<std::string>().ends_with(" Error: Task timed out after 1.00 seconds"));
  CHECK(function.log.find(" Task timed out after 1.00 seconds\n") != std::string::npos);
  CHECK(function.log.find("Function 'TestFunction' timed out after 1 seconds\n") != std::string::npos);

  const Answer after = function.invoke("{}");
  CHECK(after.outcome.kind == Kind::Ok);
  CHECK(after.json()["number"] == 0);
  CHECK(after.json()["kept"] == "some-content");
  CHECK(function.pool().size() == 1);
  if (plain) std::filesystem::remove(kept);
}

TEST_CASE("lifecycle: more memory than the function has", "[e2e]") {
  FunctionFixture function("python3.11");
  function.spec.function.memory_mb = 128;
  function.code.write("app.py", kApp);
  const Answer answer = function.invoke(R"({"allocate": 200})");
  INFO(answer.body << "\n" << function.log);
  CHECK(answer.outcome.kind == Kind::Crash);
  CHECK(answer.json()["errorMessage"].get<std::string>().ends_with("signal: killed"));
  CHECK(function.log.find("used more than its 128 MB") != std::string::npos);
  CHECK(function.invoke("{}").outcome.kind == Kind::Ok);
}

TEST_CASE("lifecycle: parallel calls get instances of their own", "[e2e]") {
  FunctionFixture function("python3.11");
  function.code.write("app.py", kApp);
  const auto answers = function.invoke_all({R"({"sleep": 1})", R"({"sleep": 1})", R"({"sleep": 1})"});
  for (const Answer& answer : answers) CHECK(answer.outcome.kind == Kind::Ok);
  CHECK(function.pool().size() == 3);
}

TEST_CASE("lifecycle: a changed function takes over when an instance is free", "[e2e]") {
  FunctionFixture function("python3.11");
  function.code.write("app.py", "def handler(e, c):\n    return 'old'\n");
  CHECK(function.invoke().body == "\"old\"");
  function.code.write("app.py", "def handler(e, c):\n    return 'new'\n");
  CHECK(function.invoke().body == "\"old\"");
  function.spec.generation = 1;
  function.pool().update(std::make_shared<runtime::FunctionSpec>(function.spec));
  CHECK(function.invoke().body == "\"new\"");
}

TEST_CASE("lifecycle: a pool that winds down lets calls under way finish", "[e2e]") {
  FunctionFixture function("python3.11");
  function.code.write("app.py", kApp);
  CHECK(function.invoke().outcome.kind == Kind::Ok);
  boost::asio::post(function.loop, [&] { function.pool().wind_down(); });
  const auto answers = function.invoke_all({R"({"sleep": 0.2})"});
  CHECK(answers.front().outcome.kind == Kind::Ok);
  CHECK(function.pool().size() == 0);
}

TEST_CASE("lifecycle: initialisation that takes too long begins anew under the function's timeout", "[e2e][slow]") {
  FunctionFixture function("python3.11");
  function.spec.function.timeout_s = 1;
  function.code.write("app.py", "import time\ntime.sleep(30)\ndef handler(e, c):\n    return 1\n");
  const Answer answer = function.invoke();
  CHECK(answer.outcome.kind == Kind::Timeout);
  CHECK_FALSE(answer.outcome.metrics.init_duration.has_value());
}

TEST_CASE("lifecycle: large events and answers", "[e2e]") {
  FunctionFixture function("python3.11");
  const std::string runtime = GENERATE("python3.11", "nodejs18.x");
  function.spec.function.runtime = runtime;
  function.code.write("app.py", "def handler(event, context):\n    return event * 2 if len(event) < 1000 else event\n");
  function.code.write("app.js", "exports.handler = async (event) => (event.length < 1000 ? event.repeat(2) : event);\n");
  const std::string most(6U << 20U, 'x');
  CHECK(function.invoke("\"" + most + "\"").body == "\"" + most + "\"");
  const Answer too_large = function.invoke("\"" + most + most.substr(0, 100) + "\"");
  CHECK(too_large.outcome.kind == Kind::TooLarge);
  CHECK(too_large.json()["errorType"] == "Function.ResponseSizeTooLarge");
  CHECK(function.invoke("\"ab\"").body == "\"abab\"");
}

// Both belong to the process that has ended: the next one would take the rest of an event for its first, and cxsam the next
// answer for the end of the one before.
TEST_CASE("lifecycle: half an event and half an answer end with their process", "[e2e]") {
  FunctionFixture function("python3.11");
  function.spec.function.timeout_s = 1;
  function.code.write("app.py",
                      "import os, signal, time\n"
                      "def handler(event, context):\n"
                      "    if event == 'stop' and os.fork() == 0:\n"
                      "        time.sleep(0.1)\n"
                      "        os.kill(os.getppid(), signal.SIGSTOP)\n"
                      "        os._exit(0)\n"
                      "    if event == 'half':\n"
                      "        os.write(4, b'\\0\\0\\1\\0R' + b'x' * 9000)\n"
                      "        time.sleep(20)\n"
                      "    return len(event)\n");
  CHECK(function.invoke(R"("abc")").body == "3");
  CHECK(function.invoke(R"("stop")").body == "4");
  usleep(300000);
  CHECK(function.invoke("\"" + std::string(5U << 20U, 'x') + "\"").outcome.kind == Kind::Timeout);
  CHECK(function.invoke(R"("abcde")").body == "5");
  CHECK(function.invoke(R"("half")").outcome.kind == Kind::Timeout);
  CHECK(function.invoke(R"("abcd")").body == "4");
}
