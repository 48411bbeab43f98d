// What happens around invocations: timeouts, instances, sandboxes, the end of everything.
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/asio/post.hpp>
#include <catch2/catch.hpp>
#include <iostream>

#include "base/file.h"
#include "base/text.h"
#include "tests/e2e/function_fixture.h"

using namespace cxsam;
using testing::Answer;
using testing::FunctionFixture;
using Kind = invoke::Outcome::Kind;

namespace {

constexpr std::string_view kApp = R"(
import os, time, subprocess
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
    return {"number": number, "kept": kept, "pid": os.getpid(), "root": os.environ["LAMBDA_TASK_ROOT"],
            "environment": dict(os.environ)}
)";

// Whether any process of the machine has `text` on its command line.
bool is_running(const std::string& text) {
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    const auto line = read_file(entry.path() / "cmdline");  // none of a process that ends meanwhile
    if (line && line->find(text) != std::string::npos) return true;
  }
  return false;
}

bool starts_soon(const std::string& text) {
  for (int tries = 0; tries < 6000; ++tries) {
    if (is_running(text)) return true;
    usleep(10000);
  }
  return false;
}

bool ends_soon(const std::string& text) {
  for (int tries = 0; tries < 6000; ++tries) {
    if (!is_running(text)) return true;
    usleep(10000);
  }
  return false;
}

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

TEST_CASE("lifecycle: the sandbox shows Lambda's paths", "[e2e]") {
  if (!runtime::probe_isolation().namespaces) {
    std::cout << "skipped: this machine allows no namespaces\n";
    return;
  }
  FunctionFixture function("python3.11");
  test::ScratchFolder first, second;
  first.write("python/shared.py", "value = 'first'");
  first.write("data.txt", "from the first");
  second.write("python/shared.py", "value = 'second'");
  function.spec.layers = {first.path(), second.path()};
  function.code.write("app.py", R"(
import os, shared
def handler(event, context):
    def try_write(path):
        try:
            open(path, "w").close()
            return "written"
        except OSError as error:
            return error.strerror
    size = os.statvfs("/tmp")
    return {"file": __file__, "cwd": os.getcwd(), "shared": shared.value, "data": open("/opt/data.txt").read(),
            "task": try_write("/var/task/x"), "opt": try_write("/opt/x"), "tmp": try_write("/tmp/x"),
            "listing": sorted(os.listdir("/tmp")), "tmp_mb": size.f_blocks * size.f_frsize >> 20,
            "processes": sorted(int(p) for p in os.listdir("/proc") if p.isdigit())}
)");
  const Answer answer = function.invoke();
  INFO(answer.body << "\n" << function.log);
  const Json seen = answer.json();
  CHECK(seen["file"] == "/var/task/app.py");
  CHECK(seen["cwd"] == "/var/task");
  CHECK(seen["shared"] == "second");
  CHECK(seen["data"] == "from the first");
  CHECK(seen["task"] == "Read-only file system");
  CHECK(seen["opt"] == "Read-only file system");
  CHECK(seen["tmp"] == "written");
  CHECK(seen["listing"] == Json::array({"x"}));
  CHECK(seen["tmp_mb"] == 512);
  CHECK_FALSE(std::filesystem::exists(function.code.path() / "x"));
}

TEST_CASE("lifecycle: layers without namespaces", "[e2e]") {
  FunctionFixture function("python3.11");
  function.plain();
  test::ScratchFolder first, second;
  first.write("python/shared.py", "value = 'first'");
  first.write("python/only_first.py", "value = 1");
  second.write("python/shared.py", "value = 'second'");
  function.spec.layers = {first.path(), second.path()};
  function.code.write("app.py",
                      "import shared, only_first\ndef handler(e, c):\n    return [shared.value, only_first.value, __file__]\n");
  const Answer answer = function.invoke();
  INFO(answer.body << "\n" << function.log);
  CHECK(answer.json() == Json::array({"second", 1, (function.code.path() / "app.py").string()}));
  CHECK(function.log.find("This machine allows no namespaces") != std::string::npos);
}

TEST_CASE("lifecycle: the environment is Lambda's", "[e2e]") {
  FunctionFixture function("python3.11");
  function.spec.environment = {{"GREETING", "Hello Ali"}, {"TZ", "Asia/Tokyo"}, {"_HANDLER", "other.handler"}};
  function.code.write("app.py", kApp);
  setenv("CXSAM_TEST_SECRET", "must not reach the function", 1);
  const Json environment = function.invoke().json()["environment"];
  CHECK(environment["GREETING"] == "Hello Ali");
  CHECK(environment["TZ"] == "Asia/Tokyo");
  CHECK(environment["_HANDLER"] == "app.handler");
  CHECK(environment["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] == "512");
  CHECK(environment["AWS_EXECUTION_ENV"] == "AWS_Lambda_python3.11");
  CHECK(environment["AWS_REGION"] == "us-east-1");
  CHECK(environment["AWS_SAM_LOCAL"] == "true");
  CHECK(environment["AWS_LAMBDA_RUNTIME_API"].get<std::string>().starts_with("127.0.0.1:"));
  CHECK_FALSE(environment.contains("CXSAM_TEST_SECRET"));
  CHECK_FALSE(environment.contains("HOME"));
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

TEST_CASE("lifecycle: JSON log lines", "[e2e]") {
  FunctionFixture function("nodejs18.x");
  function.spec.function.log_format = "JSON";
  function.code.write("app.js", "exports.handler = async () => { console.warn('careful', 1); return 1; };\n");
  CHECK(function.invoke().body == "1");
  std::vector<std::string> types;
  for (const std::string_view line : split(trim(function.log), '\n')) {
    if (!line.starts_with('{')) continue;  // notes about this machine: another Node.js, no namespaces
    const auto json = parse_json(line);
    INFO(line);
    REQUIRE(json);
    types.push_back(json->contains("type") ? (*json)["type"].get<std::string>() : (*json)["level"].get<std::string>());
  }
  CHECK(types == std::vector<std::string>{"platform.start", "WARN", "platform.runtimeDone", "platform.report"});
}

TEST_CASE("lifecycle: a wrapper script starts the runtime, or cannot be found", "[e2e]") {
  FunctionFixture function("python3.11");
  function.code.write("app.py", "import os\ndef handler(e, c):\n    return os.environ.get('WRAPPED')\n");
  SECTION("found") {
    function.code.write("wrapper", "#!/bin/sh\nexport WRAPPED=yes\nexec \"$@\"\n", true);
    function.spec.environment = {{"AWS_LAMBDA_EXEC_WRAPPER", "/var/task/wrapper"}};
    CHECK(function.invoke().body == "\"yes\"");
  }
  SECTION("missing") {
    function.spec.environment = {{"AWS_LAMBDA_EXEC_WRAPPER", "/idontexist.sh"}};
    const Answer answer = function.invoke();
    CHECK(answer.outcome.kind == Kind::Crash);
    CHECK(answer.json()["errorMessage"].get<std::string>().ends_with("Runtime exited with error: exit status 127"));
  }
}

TEST_CASE("lifecycle: Ctrl-C ends local invoke and what it runs", "[e2e]") {
  test::ScratchFolder folder;
  const std::string marker = "cxsam-orphan-" + make_uuid();
  folder.write("template.yaml",
               "Transform: AWS::Serverless-2016-10-31\nResources:\n  F:\n    Type: AWS::Serverless::Function\n"
               "    Properties: {CodeUri: ., Handler: app.handler, Runtime: python3.11, Timeout: 60}\n");
  folder.write("app.py",
               "import subprocess, sys, time\ndef handler(event, context):\n"
               "    subprocess.Popen(['setsid', sys.executable, '-c', 'import time; time.sleep(60)', '" +
                   marker + "'])\n    time.sleep(60)\n");
  const pid_t pid = fork();
  if (pid == 0) {
    std::filesystem::current_path(folder.path());
    const int log = open("log", O_WRONLY | O_CREAT, 0600);
    dup2(log, STDOUT_FILENO);
    dup2(log, STDERR_FILENO);
    execl(CXSAM_BINARY, CXSAM_BINARY, "local", "invoke", nullptr);
    _exit(127);
  }
  REQUIRE(starts_soon(marker));
  kill(pid, SIGINT);
  int status = 0;
  waitpid(pid, &status, 0);
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 130);
  CHECK(ends_soon(marker));
}

TEST_CASE("lifecycle: a pool that ends takes everything along", "[e2e]") {
  const bool plain = GENERATE(false, true);
  const std::string marker = "cxsam-orphan-" + make_uuid();
  {
    FunctionFixture function("python3.11");
    if (plain) function.plain();
    function.code.write("app.py",
                        "import subprocess, sys\n"
                        "def handler(event, context):\n"
                        "    subprocess.Popen(['setsid', sys.executable, '-c', 'import time; time.sleep(60)', '" +
                            marker + "'])\n");
    CHECK(function.invoke().body == "null");
    CHECK(starts_soon(marker));
  }
  CHECK_FALSE(is_running(marker));
}

TEST_CASE("lifecycle: a function that kills its sandbox gets another one", "[e2e]") {
  FunctionFixture function("python3.11");
  function.plain();
  function.code.write("app.py",
                      "import os, time\ndef handler(event, context):\n    if event.get('kill'):\n"
                      "        os.kill(os.getppid(), 9)\n        time.sleep(10)\n    return 'alive'\n");
  const Answer killed = function.invoke(R"({"kill": true})");
  INFO(killed.body << "\n" << function.log);
  CHECK(killed.outcome.kind != Kind::Ok);
  CHECK(function.invoke("{}").body == "\"alive\"");
}

TEST_CASE("lifecycle: no child survives, whatever ends cxsam", "[e2e]") {
  const bool plain = GENERATE(false, true);
  const int signal = GENERATE(SIGKILL, SIGTERM);
  // A grandchild in a session of its own would outlive a process group.
  const std::string marker = "cxsam-orphan-" + make_uuid();
  const pid_t pid = fork();
  if (pid == 0) {
    ::signal(signal, SIG_DFL);  // Catch2's own handler would only report it
    FunctionFixture function("python3.11");
    if (plain) function.plain();
    function.code.write("app.py",
                        "import subprocess, sys, time\n"
                        "def handler(event, context):\n"
                        "    subprocess.Popen(['setsid', sys.executable, '-c', 'import time; time.sleep(60)', '" +
                            marker + "'])\n    time.sleep(60)\n");
    function.spec.function.timeout_s = 60;
    function.invoke();
    _exit(0);
  }
  REQUIRE(starts_soon(marker));
  kill(pid, signal);
  waitpid(pid, nullptr, 0);
  CHECK(ends_soon(marker));
}
