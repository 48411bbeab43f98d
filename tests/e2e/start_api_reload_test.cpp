// `cxsam local start-api`: what it makes of changes while it runs.
#include <catch2/catch.hpp>
#include <iostream>
#include <memory>
#include <thread>

#include "base/text.h"
#include "tests/e2e/start_api.h"
#include "tests/support/lease.h"

using namespace cxsam;
using namespace cxsam::test::start_api;
using test::ScratchFolder;
using test::StartedProgram;

TEST_CASE("start-api: a change of code counts from the next request on", "[start-api]") {
  if (!test::has_python()) return;
  const Application application;
  Serving api(application.folder);
  CHECK(api.body_of("/hello").find("\"one\"") != std::string::npos);
  application.folder.write("src/app.py", replace_all(kHandler, "\"one\"", "\"two\""));
  REQUIRE(api.wait_for("Reloaded."));
  CHECK(api.body_of("/hello").find("\"two\"") != std::string::npos);
}

TEST_CASE("start-api: a broken template leaves the last good one, a mended one is taken", "[start-api]") {
  if (!test::has_python()) return;
  const Application application;
  Serving api(application.folder);
  application.folder.write("template.yaml", std::string(kTemplate) + "  Broken: [\n");
  REQUIRE(api.wait_for("The last good version is still served."));
  CHECK(api.output().find("template.yaml:") != std::string::npos);
  CHECK(api.body_of("/hello").find("\"hello\"") != std::string::npos);
  application.folder.write("template.yaml",
                           replace_all(replace_all(kTemplate, "/hello", "/moved"), "GREETING: hello", "GREETING: moved"));
  REQUIRE(api.wait_for("/moved [GET]"));
  REQUIRE(api.wait_for("Reloaded."));
  CHECK(api.body_of("/moved").find("\"moved\"") != std::string::npos);
  CHECK(api.body_of("/hello").find("Missing Authentication Token") != std::string::npos);
}

TEST_CASE("start-api: a build is used when there is one, a change of its template too", "[start-api]") {
  if (!test::has_python()) return;
  const Application application;
  application.folder.write(".aws-sam/build/template.yaml", replace_all(kTemplate, "CodeUri: src", "CodeUri: Hello"));
  application.folder.write(".aws-sam/build/Hello/app.py", replace_all(kHandler, "\"one\"", "\"built\""));
  Serving api(application.folder);
  CHECK(api.output().find("Functions run from .aws-sam/build") != std::string::npos);
  CHECK(api.body_of("/hello").find("\"built\"") != std::string::npos);
  const std::string moved = replace_all(replace_all(kTemplate, "CodeUri: src", "CodeUri: Hello"), "/hello", "/moved");
  application.folder.write(".aws-sam/build/template.yaml", moved);
  REQUIRE(api.wait_for("Reloaded."));
  CHECK(api.body_of("/moved").find("\"built\"") != std::string::npos);
}

TEST_CASE("start-api: where there is a build, a change of source runs cxsam build", "[start-api]") {
  if (!test::has_python()) return;
  const Application application;
  StartedProgram build({CXSAM_BINARY, "build"}, application.folder.path());
  const int built = build.wait();
  INFO(build.output());
  REQUIRE(built == 0);
  Serving api(application.folder);
  CHECK(api.body_of("/hello").find("\"one\"") != std::string::npos);
  application.folder.write("src/app.py", replace_all(kHandler, "\"one\"", "\"two\""));
  const bool reloaded = api.wait_for("Reloaded.");
  INFO(api.output());
  REQUIRE(reloaded);
  CHECK(api.output().find("Built Hello") != std::string::npos);
  CHECK(api.output().find("Commands you can use next") == std::string::npos);
  CHECK(api.body_of("/hello").find("\"two\"") != std::string::npos);
  application.folder.write("template.yaml", replace_all(kTemplate, "CodeUri: src", "CodeUri: missing"));
  REQUIRE(api.wait_for("what was built before is still served."));
  CHECK(api.body_of("/hello").find("\"two\"") != std::string::npos);
}

TEST_CASE("start-api: while a reload and a large file take long, requests are answered", "[start-api]") {
  if (!test::has_python()) return;
  const Application application;
  const ScratchFolder& folder = application.folder;
  folder.write("public/large.bin", std::string(std::size_t{48} << 20U, 'x'));
  Serving api(folder);
  REQUIRE(api.body_of("/hello").find("\"hello\"") != std::string::npos);

  auto slow_file = std::make_unique<test::Lease>(folder / "public/large.bin");
  folder.write("template.new", replace_all(kTemplate, "GREETING: hello", "GREETING: changed"));
  auto slow_template = std::make_unique<test::Lease>(folder / "template.new");
  if (!slow_file->held() || !slow_template->held()) {
    std::cout << "skipped: the file system of " << folder.path() << " has no leases\n";
    return;
  }
  std::size_t received = 0;
  std::thread client([&] { received = api.body_of("/large.bin").size(); });
  std::filesystem::rename(folder / "template.new", folder / "template.yaml");
  const bool began = api.wait_for("template.yaml has changed");
  int answered = 0;
  for (int i = 0; i < 100; ++i) answered += api.body_of("/hello").find("\"hello\"") != std::string::npos ? 1 : 0;
  const bool over = api.output().find("Reloaded.") != std::string::npos;
  slow_template.reset();
  const bool reloaded = api.wait_for("Reloaded.");
  slow_file.reset();
  client.join();
  CHECK(began);
  CHECK(answered == 100);
  CHECK_FALSE(over);
  CHECK(reloaded);
  CHECK(received == std::size_t{48} << 20U);
  CHECK(api.body_of("/hello").find("\"changed\"") != std::string::npos);
}
