// `cxsam build` with the real pip, npm and signals. Nothing is fetched: packages are local.
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <iostream>
#include <map>

#include "system/archive.h"
#include "system/command.h"
#include "tests/support/process.h"
#include "tests/support/scratch_folder.h"
#include "tests/support/started_program.h"

using namespace cxsam;
using test::ProcessResult;
using test::ScratchFolder;
namespace fs = std::filesystem;

namespace {

std::map<std::string, std::string> environment() {
  std::map<std::string, std::string> variables{{"LC_ALL", "C.UTF-8"}, {"PIP_NO_INDEX", "1"}, {"npm_config_offline", "true"}};
  for (const char* name : {"PATH", "HOME", "TMPDIR", "ASAN_OPTIONS", "UBSAN_OPTIONS"})
    if (const char* value = std::getenv(name)) variables[name] = value;
  return variables;
}

ProcessResult run(const ScratchFolder& folder, std::vector<std::string> command) {
  ProcessResult result =
      test::run_process({.command = std::move(command), .folder = folder.path(), .environment = environment()});
  INFO("stdout:\n" << result.out << "stderr:\n" << result.err);
  REQUIRE_FALSE(result.timed_out);
  return result;
}

ProcessResult build(const ScratchFolder& folder, std::vector<std::string> words = {}) {
  words.insert(words.begin(), {CXSAM_BINARY, "build"});
  return run(folder, std::move(words));
}

bool has_tool(const std::string& reason, std::vector<std::string> command) {
  system::Command probe;
  probe.words = std::move(command);
  const auto result = system::run_command(probe);
  if (result && result->exit_code == 0) return true;
  std::cout << "skipped: " << reason << "\n";
  return false;
}

bool has_pip() { return has_tool("no python3 with pip", {"python3", "-m", "pip", "--version"}); }
bool has_npm() { return has_tool("no npm", {"npm", "--version"}); }

/// A wheel with one module, `value = <value>`.
void write_wheel(const ScratchFolder& folder, const std::string& file, const std::string& name, const std::string& value) {
  const std::string info = "wheel/" + name + "-1.0.dist-info/";
  fs::remove_all(folder / "wheel");
  folder.write("wheel/" + name + ".py", "value = " + value + "\n");
  folder.write(info + "METADATA", "Metadata-Version: 2.1\nName: " + name + "\nVersion: 1.0\n");
  folder.write(info + "WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
  folder.write(info + "RECORD", "");
  const auto entries = system::walk_tree(folder / "wheel");
  REQUIRE(entries);
  std::vector<system::TreeEntry> files;
  for (const auto& entry : *entries)
    if (entry.kind == system::TreeEntry::Kind::File) files.push_back(entry);
  REQUIRE(system::write_zip(folder / "wheel", files, folder / file));
}

void write_template(const ScratchFolder& folder, const std::string& runtime) {
  folder.write(
      "template.yaml",
      "Transform: AWS::Serverless-2016-10-31\nResources:\n  Hello:\n    Type: AWS::Serverless::Function\n    Properties:\n"
      "      Runtime: " +
          runtime + "\n      Handler: app.handler\n      CodeUri: src/\n");
}

bool contains(const std::string& text, std::string_view piece) { return text.find(piece) != std::string::npos; }

}  // namespace

TEST_CASE("build: pip installs a local wheel, and only when it has changed", "[e2e][build]") {
  if (!has_pip()) return;
  const ScratchFolder folder;
  write_template(folder, "python3.11");
  folder.write("src/app.py", "import tool\n\ndef handler(event, context):\n    return tool.value\n");
  fs::create_directories(folder / "src/wheels");
  write_wheel(folder, "src/wheels/tool-1.0-py3-none-any.whl", "tool", "1");
  folder.write("src/requirements.txt", "./wheels/tool-1.0-py3-none-any.whl\n");

  const ProcessResult first = build(folder);
  CHECK(first.exit_code == 0);
  CHECK(contains(first.err, "Built Hello (python3.11): code and dependencies in "));
  CHECK(run(folder, {"python3", "-c", "import sys; sys.path[0] = '.aws-sam/build/Hello'; import app; print(app.handler(0, 0))"})
            .out == "1\n");

  CHECK(contains(build(folder).err, "Nothing has changed for Hello"));

  folder.write("src/app.py", "import tool\n\ndef handler(event, context):\n    return tool.value + 1\n");
  const ProcessResult code = build(folder);
  CHECK(contains(code.err, "Built Hello (python3.11): code in "));
  CHECK(fs::exists(folder / ".aws-sam/build/Hello/tool.py"));

  write_wheel(folder, "src/wheels/tool-1.0-py3-none-any.whl", "tool", "2");
  CHECK(contains(build(folder).err, "code and dependencies"));
  CHECK(folder.read(".aws-sam/build/Hello/tool.py") == "value = 2\n");
}

TEST_CASE("build: what pip refuses is told with its reason, and the last build stays", "[e2e][build]") {
  if (!has_pip()) return;
  const ScratchFolder folder;
  write_template(folder, "python3.11");
  folder.write("src/app.py", "x = 1\n");
  REQUIRE(build(folder).exit_code == 0);
  folder.write("src/requirements.txt", "no-such-package-of-cxsam==1.0\n");
  const ProcessResult failed = build(folder);
  CHECK(failed.exit_code == 1);
  CHECK(contains(failed.err, "Failed Hello (python3.11) after "));
  CHECK(contains(failed.err, "Error: cannot build `Hello`: Could not satisfy the requirement: no-such-package-of-cxsam==1.0"));
  CHECK(fs::exists(folder / ".aws-sam/build/Hello/app.py"));
  folder.write("src/requirements.txt", "# nothing\n");
  CHECK(build(folder).exit_code == 0);
  CHECK(fs::exists(folder / ".aws-sam/build/Hello/requirements.txt"));
}

TEST_CASE("build: npm packs the code and installs a local dependency", "[e2e][build]") {
  if (!has_npm()) return;
  const ScratchFolder folder;
  write_template(folder, "nodejs20.x");
  folder.write("lib/package.json", R"({"name": "lib", "version": "1.0.0", "main": "index.js"})");
  folder.write("lib/index.js", "module.exports = 41;\n");
  folder.write("src/package.json", R"({"name": "hello", "version": "1.0.0", "dependencies": {"lib": "file:../lib"}})");
  folder.write("src/app.js", "exports.handler = async () => require('lib') + 1;\n");
  folder.write("src/tests/unit.js", "throw 1;\n");
  folder.write("src/.npmignore", "tests/\n");

  const ProcessResult first = build(folder);
  INFO(first.err);
  CHECK(first.exit_code == 0);
  CHECK(contains(first.err, "Built Hello (nodejs20.x): code and dependencies in "));
  CHECK_FALSE(fs::exists(folder / ".aws-sam/build/Hello/tests"));
  CHECK_FALSE(fs::is_symlink(folder / ".aws-sam/build/Hello/node_modules/lib"));
  CHECK(run(folder, {"node", "-e", "require('./.aws-sam/build/Hello/app.js').handler().then(console.log)"}).out == "42\n");
  CHECK_FALSE(fs::exists(folder / "src/node_modules"));
  CHECK(contains(build(folder).err, "Nothing has changed for Hello"));

  REQUIRE(run(folder, {"npm", "install", "--prefix", "src", "--package-lock-only", "--silent"}).exit_code == 0);
  folder.write("template.yaml", folder.read("template.yaml") + "    Metadata: {BuildProperties: {UseNpmCi: true}}\n");
  folder.write("lib/index.js", "module.exports = 1;\n");
  const ProcessResult locked = build(folder);
  INFO(locked.err);
  CHECK(locked.exit_code == 0);
  CHECK(folder.read(".aws-sam/build/Hello/node_modules/lib/index.js") == "module.exports = 1;\n");
}

TEST_CASE("build: a build that is killed does not count, and its children die with it", "[e2e][build]") {
  if (!has_tool("no make", {"make", "--version"})) return;
  const ScratchFolder folder;
  write_template(folder, "provided.al2023");
  REQUIRE(::mkfifo((folder / "started").c_str(), 0600) == 0);
  folder.write("src/Makefile", "build-Hello:\n\techo half > $(ARTIFACTS_DIR)/bootstrap\n\techo $$$$ > " +
                                   (folder / "started").string() + "; exec sleep 600\n");
  const pid_t child = ::fork();
  if (child == 0) {
    if (::chdir(folder.path().c_str()) == 0) ::execl(CXSAM_BINARY, CXSAM_BINARY, "build", nullptr);
    ::_exit(127);
  }
  const pid_t sleeper = static_cast<pid_t>(std::stol(folder.read("started")));  // waits until make has got that far
  REQUIRE(::kill(child, SIGKILL) == 0);
  ::waitpid(child, nullptr, 0);
  CHECK(test::ends(sleeper));
  CHECK_FALSE(fs::exists(folder / ".aws-sam/build/Hello"));
  CHECK_FALSE(fs::exists(folder / ".aws-sam/build/template.yaml"));

  folder.write("src/Makefile", "build-Hello:\n\techo whole > $(ARTIFACTS_DIR)/bootstrap\n");
  const ProcessResult again = build(folder);
  CHECK(again.exit_code == 0);
  CHECK(folder.read(".aws-sam/build/Hello/bootstrap") == "whole\n");
  CHECK_FALSE(fs::exists(folder / ".aws-sam/build/.cxsam/unfinished"));
}

TEST_CASE("build: two builds of one folder take turns", "[e2e][build]") {
  if (!has_tool("no make", {"make", "--version"})) return;
  const ScratchFolder folder;
  write_template(folder, "provided.al2023");
  // The second build would see the first one's `busy` if they ran together.
  folder.write("src/Makefile", "build-Hello:\n\tmkdir " + (folder / "busy").string() + "\n\tsleep 0.3\n\trmdir " +
                                   (folder / "busy").string() + "\n\techo x > $(ARTIFACTS_DIR)/bootstrap\n");
  const ProcessResult both = run(folder, {"/bin/sh", "-c",
                                          std::string(CXSAM_BINARY) + " build --no-cached & " + CXSAM_BINARY +
                                              " build --no-cached; one=$?; wait $!; echo codes $one $?"});
  CHECK(contains(both.out, "codes 0 0\n"));
}

TEST_CASE("build --parallel: independent builds, whole lines, all results", "[e2e][build]") {
  if (!has_tool("no make", {"make", "--version"})) return;
  const ScratchFolder folder;
  std::string text = "Transform: AWS::Serverless-2016-10-31\nResources:\n";
  std::string makefile;
  for (const std::string id : {"A", "B", "C", "D"}) {
    text += "  " + id +
            ":\n    Type: AWS::Serverless::Function\n    Properties: {Runtime: provided.al2023, Handler: x, CodeUri: src}\n";
    makefile += "build-" + id + ":\n\techo " + id + " > $(ARTIFACTS_DIR)/bootstrap\n";
  }
  folder.write("template.yaml", text);
  folder.write("src/Makefile", makefile);
  const ProcessResult result = build(folder, {"--parallel"});
  CHECK(result.exit_code == 0);
  for (const std::string id : {"A", "B", "C", "D"}) CHECK(folder.read(".aws-sam/build/" + id + "/bootstrap") == id + "\n");
}

TEST_CASE("build --watch: a save is built, and Ctrl-C ends it", "[e2e][build]") {
  const ScratchFolder folder;
  write_template(folder, "provided.al2023");
  folder.write("src/readme", "no program yet");
  test::StartedProgram watching({CXSAM_BINARY, "build", "--watch"}, folder.path());
  REQUIRE(watching.wait_for("Watching for changes"));
  CHECK(contains(watching.output(), "Error: cannot build `Hello`"));
  folder.write("src/bootstrap", "#!/bin/sh\n", true);
  REQUIRE(watching.wait_for("Built Hello (provided.al2023): code in "));
  folder.write("template.yaml", folder.read("template.yaml") +
                                    "  Other:\n    Type: AWS::Serverless::Function\n    Properties: "
                                    "{Runtime: provided.al2023, Handler: x, CodeUri: other}\n");
  REQUIRE(watching.wait_for("the code of function `Other` is missing"));
  folder.write("other/bootstrap", "#!/bin/sh\n", true);
  REQUIRE(watching.wait_for("Built Other"));
  watching.signal(SIGINT);
  CHECK(watching.wait() == 0);
}
