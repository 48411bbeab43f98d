// An API that is described by an OpenAPI document, with validators, before requests that schemathesis makes of that document.
#include <csignal>
#include <cstdlib>
#include <filesystem>

#include <catch2/catch.hpp>

#include "base/file.h"
#include "system/command.h"
#include "tests/e2e/local_server.h"
#include "tests/e2e/python_packages.h"

using namespace cxsam;
namespace fs = std::filesystem;

TEST_CASE("schemathesis: no request that it makes is answered with 5xx", "[e2e][schemathesis]") {
  const std::string python = test::has_python() ? test::python_with("schemathesis") : "";
  if (python.empty()) return;
  const fs::path source = fs::path(CXSAM_SOURCE_DIR) / "tests/e2e/clients/schemathesis";
  const test::ScratchFolder folder;
  for (const char* file : {"template.yaml", "openapi.yaml", "src/app.py"}) folder.write(file, *read_file(source / file));
  test::LocalServer api("start-api", folder, {});
  const std::string examples = std::getenv("CXSAM_EXAMPLES") == nullptr ? "15" : std::getenv("CXSAM_EXAMPLES");
  const auto ran =
      system::run_command({.words = {"timeout", "600", python, "-m", "schemathesis.cli", "run", "openapi.yaml", "--url",
                                     "http://127.0.0.1:" + std::to_string(api.port), "--checks", "not_a_server_error",
                                     "--max-examples", examples, "--seed", "1", "--no-color", "--suppress-health-check", "all"},
                           .folder = folder.path(),
                           .environment = {{"PATH", "/usr/local/bin:/usr/bin:/bin"}, {"HOME", folder.path().string()}}});
  REQUIRE(ran);
  INFO(ran->out << ran->err << api.output());
  CHECK(ran->exit_code == 0);
  api.signal(SIGTERM);
  CHECK(api.wait() == 0);
  CHECK(api.output().find("a bug in cxsam") == std::string::npos);
}
