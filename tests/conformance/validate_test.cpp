// Real templates that were written elsewhere: nothing may crash or hang, and few may fail. The corpus is no part of the
// project.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <iostream>
#include <map>
#include <set>

#include "base/file.h"
#include "base/text.h"
#include "lint/validate.h"
#include "tests/support/corpus.h"

namespace fs = std::filesystem;
using namespace cxsam;

namespace {

constexpr std::size_t kMostWithErrors = 46;
constexpr std::string_view kDay = "2026-11-22";  // the day on which the corpus was recorded

/// Case -> "E3038:24 E3724:7", what cfn-lint says.
std::map<std::string, std::set<std::string>> recorded(const fs::path& file) {
  std::map<std::string, std::set<std::string>> cases;
  const std::string text = read_file(file).value_or("");
  for (const std::string_view line : split(text, '\n')) {
    const std::size_t tab = line.find('\t');
    if (line.starts_with('#') || tab == std::string_view::npos) continue;
    std::set<std::string>& findings = cases[std::string(line.substr(0, tab))];
    for (const std::string_view finding : split(line.substr(tab + 1), ' ')) findings.emplace(finding);
  }
  return cases;
}

// The corpus holds templates alone: that the files which they name are missing says nothing about them.
bool is_about_other_files(const Diagnostic& finding) {
  static const std::set<std::string, std::less<>> rules{"CX0002", "CX0003", "CX1009", "CX1010"};
  return rules.contains(finding.id);
}

std::set<std::string> errors_of(const lint::Report& report) {
  std::set<std::string> errors;
  for (const Diagnostic& finding : report.diagnostics.items())
    if (finding.severity == Severity::Error && !is_about_other_files(finding))
      errors.insert(finding.id + ":" + std::to_string(report.sources.begin_of(finding.where).line));
  return errors;
}

std::string listed(const std::set<std::string>& findings) {
  std::string text;
  for (const std::string& finding : findings) text += " " + finding;
  return text.empty() ? " none" : text;
}

}  // namespace

TEST_CASE("validate: real templates neither crash nor hang, and few fail") {
  const fs::path folder = test::corpus() / "transform/realworld";
  if (!fs::is_directory(folder)) {
    test::say_skipped(folder);
    return;
  }
  std::vector<lint::Input> inputs;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder))
    if (fs::exists(entry.path() / "input.yaml"))
      inputs.push_back({.path = entry.path() / "input.yaml", .text = std::nullopt, .kind = lint::Input::Kind::Template});
  std::ranges::sort(inputs, {}, &lint::Input::path);
  const auto known = recorded(test::corpus() / "transform/realworld-cfn-lint-errors.tsv");

  lint::Request request;
  request.limits = facts::find_limits("current").value();
  request.profile = "current";
  request.today = kDay;
  std::size_t expandable = 0, failing = 0;
  for (const lint::Report& report : lint::validate_all(inputs, request)) {
    const std::string name = report.path.parent_path().filename();
    CHECK_FALSE(report.failure);
    if (!fs::exists(report.path.parent_path() / "expected.json")) continue;
    ++expandable;
    const std::set<std::string> errors = errors_of(report);
    if (!errors.empty()) ++failing;
    const auto theirs = known.find(name);
    if (!errors.empty() && (theirs == known.end() || errors != theirs->second))
      std::cout << name << ": cxsam" << listed(errors) << "; cfn-lint"
                << listed(theirs == known.end() ? std::set<std::string>{} : theirs->second) << '\n';
  }
  std::cout << "validate: " << inputs.size() << " templates; of " << expandable << " that AWS expands, " << failing
            << " have errors (cfn-lint: " << known.size() << " in all)\n";
  CHECK(failing <= kMostWithErrors);
}
