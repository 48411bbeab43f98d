// Builds with the package managers that projects choose by their lock files: uv, pnpm, yarn.
#include <catch2/catch.hpp>
#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include "system/command.h"
#include "tests/e2e/built_project.h"

using namespace cxsam;
using test::BuiltProject;
using test::contains;
using test::has_program;
namespace fs = std::filesystem;

TEST_CASE("build: uv installs for the function's Python", "[e2e][build][uv]") {
  if (!has_program("uv")) return;
  BuiltProject project;
  project.environment["UV_OFFLINE"] = "1";
  project.environment["UV_CACHE_DIR"] = (project.folder / "cache").string();
  project.write_template("Runtime: python3.12, Handler: app.handler, CodeUri: hello", "BuildMethod: python-uv");
  project.folder.write("hello/app.py", "def handler(event, context):\n    return event\n");
  project.folder.write("hello/pyproject.toml", "[project]\nname = \"hello\"\nversion = \"1.0\"\ndependencies = []\n");
  CHECK(contains(project.built(), "Built Hello (python-uv): code and dependencies in "));
  CHECK(contains(project.answer(R"({"a": 1})"), R"({"a": 1})"));
  CHECK(contains(project.built(), "Nothing has changed for Hello"));
}

TEST_CASE("build: pnpm and yarn where their lock files are", "[e2e][build][nodejs]") {
  if (!has_program("npm")) return;
  BuiltProject project;
  project.environment["npm_config_offline"] = "true";
  project.write_template("Runtime: nodejs20.x, Handler: app.handler, CodeUri: hello");
  project.folder.write("hello/app.js", "exports.handler = async () => require('lib');\n");
  project.folder.write("hello/package.json", R"({"name": "hello", "version": "1.0.0", "dependencies": {"lib": "file:lib"}})");
  project.folder.write("hello/lib/package.json", R"({"name": "lib", "version": "1.0.0", "main": "index.js"})");
  project.folder.write("hello/lib/index.js", "module.exports = 42;\n");
  project.folder.write("hello/pnpm-lock.yaml", "lockfileVersion: '9.0'\n");
  // A pnpm that notes how it was called.
  project.folder.write("bin/pnpm",
                       "#!/bin/sh\necho \"$@\" > " + (project.folder / "called").string() +
                           "\nmkdir -p node_modules/lib && echo 'module.exports = 43;' > node_modules/lib/index.js\n",
                       true);
  const std::string path = project.environment["PATH"];
  project.environment["PATH"] = (project.folder / "bin").string() + ":" + path;
  (void)project.built();
  CHECK(project.folder.read("called") == "install --frozen-lockfile --config.node-linker=hoisted --prod\n");
  CHECK(contains(project.answer("{}"), "43"));
  CHECK(contains(project.built(), "Nothing has changed for Hello"));
}

namespace {

/// A function that needs a local package beside it, for package managers that fetch nothing.
void write_neighbours(BuiltProject& project) {
  project.environment["npm_config_offline"] = "true";
  project.environment["YARN_CACHE_FOLDER"] = (project.folder / "cache").string();
  project.environment["COREPACK_ENABLE_STRICT"] = "0";
  project.write_with_local_package();
}

/// Writes the lock file; false, with a line, when the tool does not do it here.
bool locked(const BuiltProject& project, std::vector<std::string> words) {
  const auto made =
      test::run_process({.command = std::move(words), .folder = project.folder / "hello", .environment = project.environment});
  if (made.exit_code == 0) return true;
  std::cout << "skipped: no lock file can be made here: " << made.err.substr(0, made.err.find('\n')) << "\n";
  return false;
}

void check_neighbours(const BuiltProject& project, const std::string& tool) {
  INFO(project.built());
  CHECK_FALSE(project.exists("hello/node_modules"));
  CHECK_FALSE(fs::is_symlink(project.folder / ".aws-sam/build/Hello/node_modules/lib"));
  CHECK(contains(project.answer("{}"), "42"));
  CHECK(contains(project.built(), "Nothing has changed for Hello"));
  project.folder.write("lib/index.js", "module.exports = 42;\n");
  CHECK(contains(project.built(), "Built Hello (nodejs20.x): code and dependencies in "));
  CHECK(contains(project.answer("{}"), "43"));
  project.folder.write("hello/package.json",
                       R"({"name": "hello", "version": "1.0.0", "dependencies": {"lib": "file:../other"}})");
  const auto refused = project.build();
  CHECK(refused.exit_code == 1);
  CHECK(contains(refused.err, "Error: cannot build `Hello`: " + tool + " failed: "));
}

}  // namespace

TEST_CASE("build: pnpm itself, with a package beside the function", "[e2e][build][nodejs]") {
  BuiltProject project;
  write_neighbours(project);
  if (!has_program("pnpm", {"pnpm", "--version"}) || !locked(project, {"pnpm", "install", "--lockfile-only"})) return;
  check_neighbours(project, "pnpm");
}

TEST_CASE("build: yarn itself, with a package beside the function", "[e2e][build][nodejs]") {
  BuiltProject project;
  write_neighbours(project);
  if (!has_program("yarn", {"yarn", "--version"}) || !locked(project, {"yarn", "install"})) return;
  fs::remove_all(project.folder / "hello/node_modules");
  check_neighbours(project, "yarn");
}

TEST_CASE("build: uv installs what a lock file has settled, and wheels beside the function", "[e2e][build][uv]") {
  if (!has_program("uv") || !has_program("python3")) return;
  BuiltProject project;
  project.environment["UV_OFFLINE"] = "1";
  project.environment["UV_CACHE_DIR"] = (project.folder / "cache").string();
  project.write_template("Runtime: python3.12, Handler: app.handler, CodeUri: hello", "BuildMethod: python-uv");
  project.folder.write(
      "wheel.py",
      "import zipfile\nwith zipfile.ZipFile('moin-1.0-py3-none-any.whl', 'w') as wheel:\n"
      "    wheel.writestr('moin.py', 'WORD = 41\\n')\n"
      "    wheel.writestr('moin-1.0.dist-info/METADATA', 'Metadata-Version: 2.1\\nName: moin\\nVersion: 1.0\\n')\n"
      "    wheel.writestr('moin-1.0.dist-info/WHEEL', 'Wheel-Version: 1.0\\nGenerator: x\\n"
      "Root-Is-Purelib: true\\nTag: py3-none-any\\n')\n"
      "    wheel.writestr('moin-1.0.dist-info/RECORD', '')\n");
  REQUIRE(system::run_command({.words = {"python3", "wheel.py"}, .folder = project.folder.path()})->exit_code == 0);
  project.folder.write("hello/app.py", "import moin\ndef handler(event, context):\n    return moin.WORD + 1\n");
  project.folder.write("hello/pyproject.toml",
                       "[project]\nname = \"hello\"\nversion = \"1.0\"\nrequires-python = \">=3.11\"\n"
                       "dependencies = [\"moin\"]\n\n[tool.uv.sources]\nmoin = { path = \"../moin-1.0-py3-none-any.whl\" }\n");
  if (!locked(project, {"uv", "lock"})) return;
  CHECK(contains(project.built(), "Built Hello (python-uv): code and dependencies in "));
  CHECK(project.exists(".aws-sam/build/Hello/moin.py"));
  CHECK(contains(project.answer("{}"), "42"));
  CHECK(contains(project.built(), "Nothing has changed for Hello"));
  CHECK_FALSE(project.exists("hello/.venv"));
}
