// A repository that uses cxsam's hook, and the real pre-commit in it.
#pragma once

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "system/command.h"
#include "tests/support/process.h"
#include "tests/support/scratch_folder.h"

namespace cxsam::testing {

inline constexpr std::string_view kGoodTemplate = R"(Transform: AWS::Serverless-2016-10-31
Resources:
  Greet:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.13
      Timeout: 10
      CodeUri: src/
)";

/// Its Timeout is too long, on line 8.
inline constexpr std::string_view kBadTemplate = R"(Transform: AWS::Serverless-2016-10-31
Resources:
  Greet:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.13
      Timeout: 1000
      CodeUri: src/
)";

inline std::string path_variable() {
  const char* path = std::getenv("PATH");
  return path == nullptr ? "/usr/local/bin:/usr/bin:/bin" : path;
}

inline std::optional<std::string> missing_tool(const std::vector<std::string>& tools) {
  for (const std::string& tool : tools)
    if (!system::find_program(tool)) return tool;
  return std::nullopt;
}

/// Files below `work` are a repository with a template, its code, and files that are no templates.
class HookRepository {
 public:
  /// `environment` is on top of what git and pre-commit need.
  explicit HookRepository(const std::map<std::string, std::string>& environment = {}) : environment_(environment) {
    write("work/src/app.py", "def handler(event, context):\n    return 1\n");
    write("work/compose.yaml", "services:\n  web:\n    image: nginx\n");
    write("work/chart.yaml", "name: {{ .Values.name }}\nkind: [\n");
    write("work/settings.json", "{\"Resources\": 1}");
    std::filesystem::create_directories(root_ / "bin");
    environment_.insert({{"PATH", (root_ / "bin").string() + ":" + path_variable()},
                         {"HOME", root_.path()},
                         {"PRE_COMMIT_HOME", root_ / "cache"},
                         {"LC_ALL", "C.UTF-8"},
                         {"GIT_AUTHOR_NAME", "test"},
                         {"GIT_AUTHOR_EMAIL", "test@example.com"},
                         {"GIT_COMMITTER_NAME", "test"},
                         {"GIT_COMMITTER_EMAIL", "test@example.com"}});
  }

  std::filesystem::path operator/(std::string_view relative) const { return root_ / relative; }
  void write(std::string_view relative, std::string_view text) const { root_.write(relative, text); }

  /// Makes `folder` a repository whose newest commit is what is in it; returns the commit's name.
  std::string commit(std::string_view folder) {
    for (const std::vector<std::string>& command : {std::vector<std::string>{"git", "init", "--quiet"},
                                                    {"git", "add", "--all"},
                                                    {"git", "commit", "--quiet", "--allow-empty", "--message", "state"}}) {
      const test::ProcessResult result = run(folder, command);
      INFO(result.err);
      REQUIRE(result.exit_code == 0);
    }
    return std::string(trim(run(folder, {"git", "rev-parse", "HEAD"}).out));
  }

  test::ProcessResult run_hooks(std::string_view template_text) {
    write("work/template.yaml", template_text);
    commit("work");
    return run("work", {"pre-commit", "run", "--all-files", "--verbose"});
  }

  /// A good template passes, a bad one is stopped at its line.
  void check_hooks() {
    const test::ProcessResult good = run_hooks(kGoodTemplate);
    INFO(good.out << good.err);
    CHECK(good.exit_code == 0);
    CHECK(good.out.find("Passed") != std::string::npos);
    CHECK(good.out.find("error") == std::string::npos);

    const test::ProcessResult bad = run_hooks(kBadTemplate);
    INFO(bad.out << bad.err);
    CHECK(bad.exit_code == 1);
    CHECK(bad.out.find("Failed") != std::string::npos);
    CHECK(bad.out.find("error[CX1002]") != std::string::npos);
    CHECK(bad.out.find("template.yaml:8:16") != std::string::npos);
  }

 private:
  test::ProcessResult run(std::string_view folder, std::vector<std::string> command) {
    return test::run_process({.command = std::move(command), .folder = root_ / folder, .environment = environment_});
  }

  test::ScratchFolder root_;
  std::map<std::string, std::string> environment_;
};

}  // namespace cxsam::testing
