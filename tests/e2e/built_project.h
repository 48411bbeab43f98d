// A project in a temporary folder that the real program builds with the real tools, and then calls.
#pragma once

#include <catch2/catch.hpp>
#include <cstdlib>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "system/command.h"
#include "tests/support/process.h"
#include "tests/support/scratch_folder.h"

namespace cxsam::test {

inline bool contains(const std::string& text, std::string_view piece) { return text.find(piece) != std::string::npos; }

/// Whether a tool is there; else the reason is printed.
inline bool has_program(const std::string& name, std::vector<std::string> probe = {}) {
  if (probe.empty() && system::find_program(name)) return true;
  if (!probe.empty()) {
    const auto result = system::run_command({.words = std::move(probe)});
    if (result && result->exit_code == 0) return true;
  }
  std::cout << "skipped: no " << name << "\n";
  return false;
}

class BuiltProject {
 public:
  ScratchFolder folder;
  std::map<std::string, std::string> environment{{"LC_ALL", "C.UTF-8"}};

  BuiltProject() {
    for (const char* name : {"PATH", "HOME", "TMPDIR", "ASAN_OPTIONS", "UBSAN_OPTIONS", "GOPROXY", "GOFLAGS", "JAVA_HOME",
                             "CARGO_HOME", "RUSTUP_HOME", "XDG_CACHE_HOME"})
      if (const char* value = std::getenv(name)) environment[name] = value;
    environment["GRADLE_OPTS"] = "-Dorg.gradle.daemon=false";
  }

  /// One function: its properties and metadata in flow style.
  void write_template(const std::string& properties, const std::string& metadata = "") const {
    folder.write("template.yaml",
                 "Transform: AWS::Serverless-2016-10-31\nResources:\n  Hello:\n    Type: AWS::Serverless::Function\n"
                 "    Properties: {Timeout: 60, MemorySize: 512, " +
                     properties + "}\n" + (metadata.empty() ? "" : "    Metadata: {" + metadata + "}\n"));
  }

  /// A Node.js function that answers 42 with the help of a package beside it: package managers need fetch nothing.
  void write_with_local_package() const {
    write_template("Runtime: nodejs20.x, Handler: app.handler, CodeUri: hello");
    folder.write("hello/app.js", "exports.handler = async () => require('lib') + 1;\n");
    folder.write("hello/package.json", R"({"name": "hello", "version": "1.0.0", "dependencies": {"lib": "file:../lib"}})");
    folder.write("lib/package.json", R"({"name": "lib", "version": "1.0.0", "main": "index.js"})");
    folder.write("lib/index.js", "module.exports = 41;\n");
  }

  [[nodiscard]] ProcessResult run(std::vector<std::string> words,
                                  std::chrono::seconds limit = std::chrono::seconds(600)) const {
    words.insert(words.begin(), CXSAM_BINARY);
    ProcessResult result =
        run_process({.command = std::move(words), .folder = folder.path(), .environment = environment, .limit = limit});
    INFO("stdout:\n" << result.out << "stderr:\n" << result.err);
    REQUIRE_FALSE(result.timed_out);
    return result;
  }

  [[nodiscard]] ProcessResult build(std::vector<std::string> words = {}) const {
    words.insert(words.begin(), "build");
    return run(std::move(words));
  }

  /// A build that must end well, and what it said.
  [[nodiscard]] std::string built(std::vector<std::string> words = {}) const {
    const ProcessResult result = build(std::move(words));
    INFO("stdout:\n" << result.out << "stderr:\n" << result.err);
    REQUIRE(result.exit_code == 0);
    return result.err;
  }

  /// What the built function answers.
  [[nodiscard]] std::string answer(const std::string& event) const {
    const std::filesystem::path file = folder.write(".aws-sam/event.json", event);
    const ProcessResult result = run({"local", "invoke", "Hello", "--event", file.string()});
    INFO("stdout:\n" << result.out << "stderr:\n" << result.err);
    REQUIRE(result.exit_code == 0);
    return result.out;
  }

  [[nodiscard]] bool exists(std::string_view path) const { return std::filesystem::exists(folder / path); }
};

}  // namespace cxsam::test
