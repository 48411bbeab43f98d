#include "build/workflows/nodejs/package_json.h"

#include <catch2/catch.hpp>

#include "tests/support/scratch_folder.h"

using namespace cxsam;
using namespace cxsam::build::nodejs;
using test::ScratchFolder;

TEST_CASE("package.json: local places in npm's forms", "[build]") {
  const ScratchFolder folder;
  folder.write("lib/package.json", "{}");
  folder.write("app/own/package.json", "{}");
  const auto place = [&](const char* wanted) { return local_place({"x", wanted}, folder / "app"); };
  CHECK(place("file:../lib") == folder / "lib");
  CHECK(place("file:../lib/") == folder / "lib");
  CHECK(place("./own") == folder / "app/own");
  CHECK(place(("file:" + (folder / "lib").string()).c_str()) == folder / "lib");
  CHECK(place("file:gone") == folder / "app/gone");
  CHECK(place("^1.0.0").empty());
  CHECK(place("git+https://example.com/x.git").empty());
}

TEST_CASE("package.json: npm has nothing to do for development dependencies alone", "[build]") {
  CHECK_FALSE(needs_install(Json::parse(R"({"devDependencies": {"jest": "^29"}, "dependencies": {}})")));
  CHECK(needs_install(Json::parse(R"({"dependencies": {"a": "1"}})")));
  CHECK(needs_install(Json::parse(R"({"peerDependencies": {"a": "1"}})")));
  CHECK(needs_install(Json::parse(R"({"workspaces": ["a"]})")));
  CHECK(needs_install(Json()));  // what cannot be read is npm's to tell
  const ScratchFolder folder;
  CHECK(has_install_scripts(folder.path(), Json::parse(R"({"scripts": {"postinstall": "x"}})")));
  CHECK_FALSE(has_install_scripts(folder.path(), Json::parse(R"({"scripts": {"test": "x"}})")));
  folder.write("binding.gyp", "{}");
  CHECK(has_install_scripts(folder.path(), Json::object()));
}

TEST_CASE("package.json: a dependency's copy says nothing of publishing and of other package managers", "[build]") {
  const Json copy = as_dependency(Json::parse(
      R"({"scripts": {"prepare": "tsc", "install": "node-gyp rebuild"}, "dependencies": {"a": "workspace:*", "b": "workspace:^1.2", "c": "workspace:^"}})"));
  CHECK(copy ==
        Json::parse(R"({"scripts": {"install": "node-gyp rebuild"}, "dependencies": {"a": "*", "b": "^1.2", "c": "*"}})"));
}

TEST_CASE("packs_everything: only without files, ignore files and pack scripts", "[build]") {
  const ScratchFolder folder;
  folder.write("package.json", R"({"name":"f","scripts":{"test":"x"}})");
  CHECK(packs_everything(folder.path()));
  folder.write("package.json", R"({"files":["app.js"]})");
  CHECK_FALSE(packs_everything(folder.path()));
  folder.write("package.json", R"({"scripts":{"prepack":"tsc"}})");
  CHECK_FALSE(packs_everything(folder.path()));
  folder.write("package.json", "{}");
  folder.write(".npmignore", "tests\n");
  CHECK_FALSE(packs_everything(folder.path()));
}
