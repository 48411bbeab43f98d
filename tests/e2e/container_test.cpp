// cxsam in a container that allows it nothing: what it does needs no namespaces and no new system calls.
#include <sys/utsname.h>

#include <catch2/catch.hpp>
#include <iostream>

#include "tests/e2e/local_server.h"
#include "tests/support/process.h"
#include "tests/support/scratch_folder.h"

using namespace cxsam;

namespace {

constexpr std::string_view kTemplate = R"(Transform: AWS::Serverless-2016-10-31
Resources:
  Echo:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: src, Handler: app.handler, Runtime: python3.11}
)";

}  // namespace

TEST_CASE("container: functions are built and called where neither namespaces nor clone3 are to be had", "[e2e]") {
  utsname machine{};
  if (uname(&machine) != 0 || std::string_view(machine.machine) != "x86_64") {
    std::cout << "skipped: the filter has the numbers of x86_64\n";
    return;
  }
  if (!test::has_python()) return;
  const test::ScratchFolder folder;
  folder.write("template.yaml", kTemplate);
  folder.write("src/app.py", "def handler(event, context):\n    return 'here'\n");
  const auto filter = std::filesystem::path(CXSAM_SOURCE_DIR) / "tests/e2e/clients/container/filtered.py";
  const auto cxsam = [&](std::vector<std::string> words) {
    words.insert(words.begin(), {"python3", filter.string(), CXSAM_BINARY});
    return test::run_process({.command = std::move(words),
                              .folder = folder.path(),
                              .environment = {{"PATH", getenv("PATH")}, {"HOME", folder.path().string()}}});
  };
  const auto built = cxsam({"build"});
  INFO(built.err);
  CHECK(built.exit_code == 0);
  const auto called = cxsam({"local", "invoke"});
  INFO(called.err);
  CHECK(called.exit_code == 0);
  CHECK(called.out == "\"here\"\n");
  CHECK(called.err.starts_with("Using the built template"));
  CHECK(called.err.find("This machine allows no namespaces (cannot start a process: Operation not permitted)") !=
        std::string::npos);
}
