// Every folder tests/cases/<area>/<case>/ with a file `cmd` is one test: see tests/cases/README.md.
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <memory>

#include "base/file.h"
#include "base/text.h"
#include "tests/support/diff.h"
#include "tests/support/filters.h"
#include "tests/support/process.h"
#include "tests/support/temp_folder.h"

namespace fs = std::filesystem;
using namespace cxsam;

namespace {

bool updates() {
  const char* value = std::getenv("CXSAM_UPDATE");
  return value != nullptr && std::string_view(value) == "1";
}

bool is_part_of_the_test(const fs::path& name) {
  return name == "cmd" || name == "needs" || name.string().starts_with("expected");
}

std::string path_variable() {
  const char* path = std::getenv("PATH");
  return path == nullptr ? "/usr/local/bin:/usr/bin:/bin" : path;
}

/// The first tool of the file `needs` that is not on PATH.
std::string missing_tool(const fs::path& folder) {
  const std::string needs = read_file(folder / "needs").value_or("");
  const std::string path = path_variable();
  for (const std::string_view line : split(needs, '\n')) {
    const std::string tool(trim(line));
    if (tool.empty()) continue;
    const auto has_tool = [&](std::string_view place) { return ::access((fs::path(place) / tool).c_str(), X_OK) == 0; };
    if (!std::ranges::any_of(split(path, ':'), has_tool)) return tool;
  }
  return "";
}

/// The temporary house of one case: a copy of its files in work/, a home, and a bin/ with cxsam.
struct Stage {
  test::TempFolder root;
  fs::path work = root.path() / "work";
  fs::path home = root.path() / "home";

  explicit Stage(const fs::path& folder) {
    fs::create_directory(work);
    fs::create_directory(home);
    fs::create_directory(root.path() / "bin");
    fs::create_symlink(CXSAM_BINARY, root.path() / "bin" / "cxsam");
    for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
      if (is_part_of_the_test(entry.path().filename())) continue;
      fs::copy(entry.path(), work / entry.path().filename(), fs::copy_options::recursive | fs::copy_options::copy_symlinks);
    }
  }

  [[nodiscard]] std::map<std::string, std::string> environment() const {
    std::map<std::string, std::string> variables{
        {"PATH", (root.path() / "bin").string() + ":" + path_variable()},
        {"HOME", home},
        {"LC_ALL", "C.UTF-8"},
        {"TZ", "UTC"},
        {"TERM", "dumb"},
    };
    for (const char* name : {"ASAN_OPTIONS", "UBSAN_OPTIONS", "TMPDIR"}) {
      if (const char* value = std::getenv(name)) variables[name] = value;
    }
    return variables;
  }

  [[nodiscard]] std::string filter(std::string text) const {
    return test::filter_output(std::move(text),
                               {{work.string(), "<DIR>"}, {home.string(), "<HOME>"}, {root.path().string(), "<ROOT>"}});
  }
};

/// Holds `actual` against an expected file, or rewrites that file.
void compare(const fs::path& expected_file, const std::string& actual, const std::string& what) {
  const std::string expected = read_file(expected_file).value_or("");
  if (updates()) {
    if (expected != actual) REQUIRE(write_file_atomically(expected_file, actual));
    return;
  }
  INFO(what << " differs from " << expected_file.string() << " (- expected, + actual; CXSAM_UPDATE=1 rewrites it):\n"
            << test::diff_lines(expected, actual));
  CHECK((expected == actual));
}

/// A new case has no expectations yet: an update writes what there is to expect.
void write_first_expectations(const fs::path& folder, const test::ProcessResult& result) {
  for (const char* name : {"expected.stdout", "expected.stderr", "expected.exit", "expected"}) {
    if (fs::exists(folder / name)) return;
  }
  REQUIRE(write_file_atomically(folder / "expected.stdout", ""));
  if (!result.err.empty()) REQUIRE(write_file_atomically(folder / "expected.stderr", ""));
  if (result.exit_code != 0) REQUIRE(write_file_atomically(folder / "expected.exit", ""));
}

void compare_made_files(const fs::path& folder, const Stage& stage) {
  if (!fs::exists(folder / "expected")) return;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder / "expected")) {
    if (!entry.is_regular_file()) continue;
    const fs::path name = fs::relative(entry.path(), folder / "expected");
    const Result<std::string> made = read_file(stage.work / name);
    INFO(name.string() << " was not made");
    CHECK(made.has_value());
    if (made) compare(entry.path(), stage.filter(*made), name.string());
  }
}

void run_case(const fs::path& folder) {
  if (const std::string tool = missing_tool(folder); !tool.empty()) {
    std::cout << "skipped: no " << tool << " (" << folder.string() << ")\n";
    SUCCEED();
    return;
  }
  const Result<std::string> script = read_file(folder / "cmd");
  REQUIRE(script.has_value());
  const Stage stage(folder);
  const test::ProcessResult result =
      test::run_process({.command = {"/bin/sh", "-c", *script}, .folder = stage.work, .environment = stage.environment()});
  const std::string out = stage.filter(result.out);
  const std::string err = stage.filter(result.err);
  INFO("cmd: " << *script << "exit: " << result.exit_code << "\nstdout:\n" << out << "stderr:\n" << err);
  REQUIRE_FALSE(result.timed_out);
  if (updates()) write_first_expectations(folder, result);

  if (fs::exists(folder / "expected.stdout")) compare(folder / "expected.stdout", out, "standard output");
  if (fs::exists(folder / "expected.stderr")) compare(folder / "expected.stderr", err, "standard error");
  if (fs::exists(folder / "expected.exit")) {
    compare(folder / "expected.exit", std::to_string(result.exit_code) + "\n", "the exit code");
  } else {
    CHECK(result.exit_code == 0);
  }
  compare_made_files(folder, stage);
}

class CaseInvoker : public Catch::ITestInvoker {
 public:
  explicit CaseInvoker(fs::path folder) : folder_(std::move(folder)) {}
  void invoke() const override { run_case(folder_); }

 private:
  fs::path folder_;
};

std::vector<fs::path> find_cases(const fs::path& root) {
  std::vector<fs::path> cases;
  for (auto entry = fs::recursive_directory_iterator(root); entry != fs::recursive_directory_iterator(); ++entry) {
    if (!entry->is_directory() || !fs::exists(entry->path() / "cmd")) continue;
    cases.push_back(entry->path());
    entry.disable_recursion_pending();
  }
  std::ranges::sort(cases);
  return cases;
}

std::vector<std::unique_ptr<Catch::AutoReg>> register_cases() {
  const fs::path root = fs::path(CXSAM_SOURCE_DIR) / "tests" / "cases";
  std::vector<std::unique_ptr<Catch::AutoReg>> registered;
  for (const fs::path& folder : find_cases(root)) {
    const std::string name = fs::relative(folder, root).string();
    const std::string tag = "[" + name.substr(0, name.find('/')) + "]";
    registered.push_back(std::make_unique<Catch::AutoReg>(new CaseInvoker(folder), CATCH_INTERNAL_LINEINFO, Catch::StringRef(),
                                                          Catch::NameAndTags{name, tag}));
  }
  return registered;
}

const auto kRegistered = register_cases();

}  // namespace
