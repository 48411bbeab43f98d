// The hook of .pre-commit-hooks.yaml in the real pre-commit: two repositories on this disk, no network.

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <optional>

#include "base/file.h"
#include "base/text.h"
#include "system/command.h"
#include "tests/support/process.h"
#include "tests/support/scratch_folder.h"

namespace fs = std::filesystem;
using namespace cxsam;

namespace {

constexpr std::string_view kGood = R"(Transform: AWS::Serverless-2016-10-31
Resources:
  Greet:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.13
      Timeout: 10
      CodeUri: src/
)";

constexpr std::string_view kBad = R"(Transform: AWS::Serverless-2016-10-31
Resources:
  Greet:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.13
      Timeout: 1000
      CodeUri: src/
)";

std::string path_variable() {
  const char* path = std::getenv("PATH");
  return path == nullptr ? "/usr/local/bin:/usr/bin:/bin" : path;
}

/// A repository with the hook, and one that uses it. `cxsam` is on PATH.
class House {
 public:
  House() {
    fs::create_directories(root_ / "bin");
    fs::create_symlink(CXSAM_BINARY, root_ / "bin/cxsam");
    root_.write("hooks/.pre-commit-hooks.yaml", read_file(fs::path(CXSAM_SOURCE_DIR) / ".pre-commit-hooks.yaml").value());
    commit("hooks");
    const std::string revision(trim(run("hooks", {"git", "rev-parse", "HEAD"}).out));
    root_.write("work/.pre-commit-config.yaml", "repos:\n  - repo: " + (root_ / "hooks").string() + "\n    rev: " + revision +
                                                    "\n    hooks:\n      - id: cxsam-validate\n");
    root_.write("work/src/app.py", "def handler(event, context):\n    return 1\n");
    root_.write("work/compose.yaml", "services:\n  web:\n    image: nginx\n");
    root_.write("work/chart.yaml", "name: {{ .Values.name }}\nkind: [\n");
    root_.write("work/settings.json", "{\"Resources\": 1}");
  }

  void write_template(std::string_view text) { root_.write("work/template.yaml", text); }

  test::ProcessResult run_hooks() {
    commit("work");
    return run("work", {"pre-commit", "run", "--all-files", "--verbose"});
  }

 private:
  test::ProcessResult run(std::string_view folder, std::vector<std::string> command) {
    return test::run_process({.command = std::move(command),
                              .folder = root_ / folder,
                              .environment = {{"PATH", (root_ / "bin").string() + ":" + path_variable()},
                                              {"HOME", root_.path()},
                                              {"PRE_COMMIT_HOME", root_ / "cache"},
                                              {"LC_ALL", "C.UTF-8"},
                                              {"GIT_AUTHOR_NAME", "test"},
                                              {"GIT_AUTHOR_EMAIL", "test@example.com"},
                                              {"GIT_COMMITTER_NAME", "test"},
                                              {"GIT_COMMITTER_EMAIL", "test@example.com"}}});
  }

  void commit(std::string_view folder) {
    for (const std::vector<std::string>& command : {std::vector<std::string>{"git", "init", "--quiet"},
                                                    {"git", "add", "--all"},
                                                    {"git", "commit", "--quiet", "--allow-empty", "--message", "state"}}) {
      const test::ProcessResult result = run(folder, command);
      INFO(result.err);
      REQUIRE(result.exit_code == 0);
    }
  }

  test::ScratchFolder root_;
};

std::optional<std::string> missing_tool() {
  for (const char* tool : {"git", "pre-commit"})
    if (!system::find_program(tool)) return tool;
  return std::nullopt;
}

}  // namespace

TEST_CASE("pre-commit: a good template passes, a bad one is stopped at its line") {
  if (const auto tool = missing_tool()) {
    std::cout << "skipped: no " << *tool << '\n';
    return;
  }
  House house;

  house.write_template(kGood);
  const test::ProcessResult good = house.run_hooks();
  INFO(good.out << good.err);
  CHECK(good.exit_code == 0);
  CHECK(good.out.find("Passed") != std::string::npos);
  CHECK(good.out.find("error") == std::string::npos);

  house.write_template(kBad);
  const test::ProcessResult bad = house.run_hooks();
  INFO(bad.out << bad.err);
  CHECK(bad.exit_code == 1);
  CHECK(bad.out.find("Failed") != std::string::npos);
  CHECK(bad.out.find("error[CX1002]") != std::string::npos);
  CHECK(bad.out.find("template.yaml:8:16") != std::string::npos);
}
