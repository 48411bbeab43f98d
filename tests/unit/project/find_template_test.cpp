#include <catch2/catch.hpp>

#include "project/project.h"
#include "tests/support/scratch_folder.h"

using namespace cxsam;

TEST_CASE("find_template: the given file, or the first of the usual names", "[project]") {
  const test::ScratchFolder folder;
  const auto found = [&](bool built_first) { return project::find_template(folder.path(), std::nullopt, built_first); };
  REQUIRE_FALSE(found(false));
  CHECK(found(false).error().message == "Template file not found at " + (folder / "template.yml").string());

  folder.write("template.json", "{}");
  CHECK(*found(false) == folder / "template.json");
  folder.write("template.yaml", "a: b");
  CHECK(*found(false) == folder / "template.yaml");
  folder.write(".aws-sam/build/template.yaml", "a: b");
  CHECK(*found(false) == folder / "template.yaml");
  CHECK(*found(true) == folder / ".aws-sam/build/template.yaml");
}

TEST_CASE("find_template: a given file must be there and be no folder", "[project]") {
  const test::ScratchFolder folder;
  const std::string given = folder.write("app.yaml", "a: b").string();
  CHECK(*project::find_template("/", given, true) == given);
  const std::string missing = (folder / "other.yaml").string();
  CHECK(project::find_template("/", missing, true).error().message == "Template file not found at " + missing);
  CHECK_FALSE(project::find_template("/", folder.path().string(), true));
}
