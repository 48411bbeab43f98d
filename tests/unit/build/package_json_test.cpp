#include "build/workflows/nodejs/package_json.h"

#include <catch2/catch.hpp>

#include "tests/support/scratch_folder.h"

using namespace cxsam;
using namespace cxsam::build::nodejs;
using test::ScratchFolder;

TEST_CASE("package.json: local dependencies are found and made absolute", "[build]") {
  const ScratchFolder folder;
  folder.write("lib/package.json", "{}");
  const auto manifest =
      folder.write("src/package.json", R"({"name":"f","dependencies":{"a":"^1.0.0","lib":"file:../lib","no":"file:gone"}})");
  CHECK(local_dependencies(manifest) == std::vector<std::filesystem::path>{folder / "lib"});
  const auto text = with_absolute_places(manifest);
  REQUIRE(text);
  CHECK(text->find("\"lib\": \"file:" + (folder / "lib").string() + "\"") != std::string::npos);
  CHECK(text->find("\"a\": \"^1.0.0\"") != std::string::npos);
  folder.write("src/package.json", "{broken");
  CHECK(local_dependencies(manifest).empty());
  CHECK_FALSE(with_absolute_places(manifest));
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
