// Nothing that a function has started survives it, whatever ends cxsam.
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "base/file.h"
#include "tests/e2e/function_fixture.h"

using namespace cxsam;
using testing::Answer;
using testing::FunctionFixture;
using Kind = invoke::Outcome::Kind;

namespace {

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

TEST_CASE("survivors: Ctrl-C ends local invoke and what it runs", "[e2e]") {
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
  CHECK(read_file(folder / "log").value_or("").find("errorType") == std::string::npos);  // the function has not failed
}

TEST_CASE("survivors: a pool that ends takes everything along", "[e2e]") {
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

TEST_CASE("survivors: a function that kills its sandbox gets another one", "[e2e]") {
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

TEST_CASE("survivors: no child survives, whatever ends cxsam", "[e2e]") {
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
