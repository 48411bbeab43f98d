// What a function finds around it: paths, layers, its environment, the runtime's wrapper, the form of its log.
#include <sched.h>

#include <catch2/catch.hpp>
#include <iostream>

#include "base/text.h"
#include "system/command.h"
#include "tests/e2e/function_fixture.h"
#include "tests/e2e/isolation.h"

using namespace cxsam;
using testing::Answer;
using testing::FunctionFixture;
using Kind = invoke::Outcome::Kind;

TEST_CASE("surroundings: the sandbox shows Lambda's paths", "[e2e]") {
  if (!test::isolation().namespaces) {
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
import os, platform, shared
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
            "libc": platform.machine() != "x86_64" or os.path.exists("/lib64/libc.so.6"),
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
  CHECK(seen["libc"] == true);
  CHECK_FALSE(std::filesystem::exists(function.code.path() / "x"));
}

TEST_CASE("surroundings: a function may use every processor that cxsam may", "[e2e]") {
  FunctionFixture function("python3.11");
  function.code.write("app.py", "import os\ndef handler(e, c):\n    return sorted(os.sched_getaffinity(0))\n");
  cpu_set_t own;
  REQUIRE(sched_getaffinity(0, sizeof own, &own) == 0);
  Json processors = Json::array();
  for (int i = 0; i < CPU_SETSIZE; ++i)
    if (CPU_ISSET(i, &own)) processors.push_back(i);
  CHECK(function.invoke().json() == processors);
}

TEST_CASE("surroundings: an interpreter below /opt beside layers", "[e2e]") {
  const std::string tools = "/opt/cxsam-test-" + std::to_string(getpid());
  std::error_code error;
  if (!test::isolation().namespaces || !std::filesystem::create_directories(tools, error)) {
    std::cout << "skipped: it takes namespaces and a folder below /opt\n";
    return;
  }
  const auto made = system::run_command({.words = {"python3", "-m", "venv", "--without-pip", tools + "/venv"}});
  REQUIRE(made);
  const char* const machine = std::getenv("PATH");
  setenv("PATH", (tools + "/venv/bin:" + machine).c_str(), 1);
  FunctionFixture function("python3.11");
  test::ScratchFolder first, second;
  first.write("python/shared.py", "value = 'first'");
  second.write("data.txt", "from the second");
  function.spec.layers = {first.path()};
  SECTION("one") {}
  SECTION("several") { function.spec.layers.push_back(second.path()); }
  function.code.write("app.py",
                      "import shared, os, sys\ndef handler(e, c):\n"
                      "    return [shared.value, os.path.exists('/opt/data.txt'), sys.prefix]\n");
  const Answer answer = function.invoke();
  setenv("PATH", machine, 1);
  std::filesystem::remove_all(tools);
  INFO(answer.body << "\n" << function.log);
  CHECK(answer.json() == Json::array({"first", function.spec.layers.size() == 2, tools + "/venv"}));
}

TEST_CASE("surroundings: layers without namespaces", "[e2e]") {
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

TEST_CASE("surroundings: the environment is Lambda's", "[e2e]") {
  FunctionFixture function("python3.11");
  function.spec.environment = {{"GREETING", "Hello Ali"}, {"TZ", "Asia/Tokyo"}, {"_HANDLER", "other.handler"}};
  function.code.write("app.py", "import os\ndef handler(event, context):\n    return dict(os.environ)\n");
  setenv("CXSAM_TEST_SECRET", "must not reach the function", 1);
  const Json environment = function.invoke().json();
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

TEST_CASE("surroundings: a wrapper script starts the runtime, or cannot be found", "[e2e]") {
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

TEST_CASE("surroundings: JSON log lines", "[e2e]") {
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
  CHECK(types == std::vector<std::string>{"platform.start", "WARN", "platform.report"});
}
