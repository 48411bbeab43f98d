#include "build/workflows/nodejs/package_json.h"

#include <catch2/catch.hpp>

#include "tests/support/scratch_folder.h"

using namespace cxsam;
using namespace cxsam::build::nodejs;
using test::ScratchFolder;

TEST_CASE("package.json: local dependencies lead to the same places from the stage", "[build]") {
  const ScratchFolder folder;
  folder.write("lib/package.json", "{}");
  folder.write("lib/part/package.json", "{}");
  folder.write("app/src/own/package.json", "{}");
  const auto manifest = folder.write(
      "app/src/package.json",
      R"({"dependencies":{"a":"^1.0.0","part":"file:../../lib/part","lib":"file:../../lib","own":"file:./own","no":"file:gone"}})");
  std::vector<std::filesystem::path> places;
  for (const LocalDependency& dependency : local_dependencies(manifest)) places.push_back(dependency.place);
  CHECK(places == std::vector<std::filesystem::path>{folder / "app/src/own", folder / "lib", folder / "lib/part"});

  const auto stage = make_stage(manifest, folder / "scratch");
  REQUIRE(stage);
  CHECK(std::filesystem::canonical(*stage / "../../lib/part") == std::filesystem::canonical(folder / "lib/part"));
  CHECK(std::filesystem::canonical(*stage / "own") == std::filesystem::canonical(folder / "app/src/own"));
  CHECK(stage->string().starts_with((folder / "scratch").string()));

  folder.write("app/src/package.json", "{broken");
  CHECK(local_dependencies(manifest).empty());
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
