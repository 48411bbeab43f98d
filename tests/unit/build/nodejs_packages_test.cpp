#include <catch2/catch.hpp>

#include "build/workflows/nodejs/flat_modules.h"
#include "build/workflows/nodejs/npm.h"
#include "build/workflows/nodejs/package_json.h"
#include "build/workflows/nodejs/stage.h"
#include "tests/support/scratch_folder.h"

using namespace cxsam;
using namespace cxsam::build;
using namespace cxsam::build::nodejs;
using test::ScratchFolder;
namespace fs = std::filesystem;

namespace {

using Paths = std::vector<fs::path>;

/// A repository: two functions, two packages, one of them needed by the other.
void write_repository(const ScratchFolder& folder) {
  folder.write("package.json",
               R"({"workspaces": ["functions/*", "./packages/**", "!packages/old"], "scripts": {"prepare": "husky"}})");
  folder.write("functions/a/package.json", R"({"name": "a", "dependencies": {"@x/shared": "*", "lodash": "^4"}})");
  folder.write("functions/b/package.json", R"({"name": "b", "dependencies": {"@x/deep": "*"}})");
  folder.write("packages/shared/package.json", R"({"name": "@x/shared", "dependencies": {"@x/deep": "workspace:*"}})");
  folder.write("packages/shared/index.js", "1");
  folder.write("packages/shared/node_modules/dev/index.js", "1");
  folder.write("packages/inner/deep/package.json", R"({"name": "@x/deep"})");
  folder.write("packages/old/package.json", R"({"name": "old"})");
}

Job job_for(const ScratchFolder& folder, std::string_view package) {
  Job job;
  job.source = folder / package;
  job.manifest = job.source / "package.json";
  job.scratch = folder / "scratch";
  job.dependencies = folder / "deps";
  return job;
}

}  // namespace

TEST_CASE("find_workspaces: members by npm's patterns, from the root or a member", "[build]") {
  const ScratchFolder folder;
  write_repository(folder);
  const auto found = find_workspaces(folder / "functions/a");
  REQUIRE(found);
  CHECK(found->root == folder.path());
  CHECK(found->members ==
        Paths{folder / "functions/a", folder / "functions/b", folder / "packages/inner/deep", folder / "packages/shared"});
  CHECK(find_workspaces(folder.path()));
  CHECK_FALSE(find_workspaces(folder / "packages/old"));
}

TEST_CASE("local packages: workspaces and file: dependencies, through each other", "[build]") {
  const ScratchFolder folder;
  write_repository(folder);
  const LocalPackages packages = find_local_packages(folder / "functions/a/package.json");
  CHECK(packages.workspace() == "functions/a");
  CHECK(packages.needed == std::set<fs::path>{folder / "packages/shared", folder / "packages/inner/deep"});

  const ScratchFolder other;
  other.write("lib/package.json", R"({"dependencies": {"base": "file:../base"}})");
  other.write("base/package.json", R"({"dependencies": {"lib": "file:../lib", "tar": "file:tar-1.tgz"}})");
  other.write("base/tar-1.tgz", "");
  const auto manifest = other.write("f/package.json", R"({"dependencies": {"lib": "file:../lib"}})");
  const LocalPackages linked = find_local_packages(manifest);
  CHECK(linked.workspace().empty());
  CHECK(linked.needed == std::set<fs::path>{other / "base", other / "lib"});
  CHECK(linked.archives == std::set<fs::path>{other / "base/tar-1.tgz"});
}

TEST_CASE("Stage: copies at the same places, without what is for development", "[build]") {
  const ScratchFolder folder;
  write_repository(folder);
  const Job job = job_for(folder, "functions/a");
  const auto stage = Stage::make(job, find_local_packages(job.manifest));
  REQUIRE(stage);
  const fs::path root = stage->copy_of(folder.path());
  CHECK(root.string().starts_with(job.scratch.string()));
  CHECK(fs::exists(root / "packages/shared/index.js"));
  CHECK_FALSE(fs::exists(root / "packages/shared/node_modules"));
  CHECK(fs::exists(root / "functions/b/package.json"));
  CHECK_FALSE(fs::exists(root / "packages/old"));
  CHECK_FALSE(read_manifest(root).contains("scripts"));
  CHECK(stage->told("npm error path " + (root / "functions/a").string()) ==
        "npm error path " + (folder / "functions/a").string());
}

TEST_CASE("put_on_top: who needs the version that goes keeps it", "[build]") {
  const ScratchFolder folder;
  folder.write("root/tool/package.json", R"({"version": "1"})");
  folder.write("root/user/package.json", R"({"dependencies": {"tool": "1"}})");
  folder.write("root/@x/deep/node_modules/inner/package.json", R"({"dependencies": {"tool": "1"}})");
  folder.write("root/@x/own/package.json", R"({"dependencies": {"tool": "3"}})");
  folder.write("root/@x/own/node_modules/tool/package.json", R"({"version": "3"})");
  folder.write("root/none/package.json", "{}");
  folder.write("own/tool/package.json", R"({"version": "2"})");
  REQUIRE(put_on_top(folder / "own", folder / "root"));
  CHECK(folder.read("root/tool/package.json") == R"({"version": "2"})");
  CHECK(folder.read("root/user/node_modules/tool/package.json") == R"({"version": "1"})");
  CHECK(folder.read("root/@x/deep/node_modules/tool/package.json") == R"({"version": "1"})");
  CHECK(folder.read("root/@x/own/node_modules/tool/package.json") == R"({"version": "3"})");
  CHECK_FALSE(fs::exists(folder / "root/none/node_modules"));
}

TEST_CASE("npm pack: its list among what scripts print", "[build]") {
  const std::string list =
      "[\n  {\n    \"files\": [\n      {\"path\": \"app.js\"},\n      {\"path\": \"lib/a.js\"}\n    ]\n  }\n]\n";
  const std::set<std::string, std::less<>> wanted{"app.js", "lib/a.js"};
  CHECK(read_packed_paths(list).value() == wanted);
  CHECK(read_packed_paths("[info] compiling\n[\n1\n]\n" + list).value() == wanted);
  CHECK(read_packed_paths(list + "> postpack\n[done]\n[]\n]\n").value() == wanted);
  CHECK_FALSE(read_packed_paths("[info] nothing\n"));
}
