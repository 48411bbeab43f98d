// Authorizers of `cxsam local start-api` with tokens and signatures that others make: PyJWT, botocore.
#include <filesystem>

#include <catch2/catch.hpp>

#include "tests/e2e/local_server.h"
#include "tests/e2e/python_packages.h"

using namespace cxsam;

TEST_CASE("authorizers: tokens of PyJWT, signatures of botocore, functions", "[e2e][authorizer]") {
  const std::string python = test::has_python() ? test::python_with("authorizers") : "";
  if (python.empty()) return;
  const std::filesystem::path clients = std::filesystem::path(CXSAM_SOURCE_DIR) / "tests/e2e/clients/authorizers";
  const test::ScratchFolder folder;
  folder.write("template.yaml", *read_file(clients / "template.yaml"));
  folder.write("src/app.py", *read_file(clients / "app.py"));
  const std::string home = folder.path().string();
  const auto ran = system::run_command({.words = {python, (clients / "checks.py").string(), CXSAM_BINARY, home},
                                        .folder = folder.path(),
                                        .environment = {{"PATH", "/usr/local/bin:/usr/bin:/bin"}, {"HOME", home}}});
  REQUIRE(ran);
  INFO(ran->out << ran->err);
  CHECK(ran->exit_code == 0);
}
