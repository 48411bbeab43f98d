// Runs the examples of every rule: the findings of a snippet are exactly those that its comments announce.
#include <algorithm>
#include <array>
#include <cstring>
#include <filesystem>
#include <random>
#include <set>
#include <span>
#include <string_view>

#include <catch2/catch.hpp>

#include "base/file.h"
#include "lint/rule.h"
#include "lint/validate.h"
#include "tests/support/scratch_folder.h"
#include "tests/unit/lint/markdown_examples.h"

using namespace cxsam;
using test::Fence;
namespace fs = std::filesystem;

namespace {

constexpr std::string_view kDay = "2026-11-22";

/// "12 error E1020": line, severity and id of a finding.
using Findings = std::multiset<std::string>;

std::string entry(std::size_t line, std::string_view severity, std::string_view id) {
  return std::to_string(line) + " " + std::string(severity) + " " + std::string(id);
}

std::string_view name_of(Severity severity) {
  if (severity == Severity::Error) return "error";
  return severity == Severity::Warning ? "warning" : "info";
}

Findings announced(std::string_view snippet) {
  Findings found;
  std::size_t number = 0;
  for (const std::string_view line : split(snippet, '\n')) {
    ++number;
    for (const std::string_view severity : {"error", "warning", "info"}) {
      const std::string mark = "# " + std::string(severity) + ": ";
      const std::size_t at = line.find(mark);
      if (at == std::string_view::npos) continue;
      const std::string_view ids = line.substr(at + mark.size());
      for (const std::string_view id : split(ids.substr(0, ids.find('#')), ' '))
        if (!id.empty()) found.insert(entry(number, severity, id));
    }
  }
  return found;
}

Findings reported(const lint::Report& report) {
  Findings found;
  for (const Diagnostic& finding : report.diagnostics.items())
    found.insert(entry(report.sources.begin_of(finding.where).line, name_of(finding.severity), finding.id));
  return found;
}

/// The template of a fence: with `repeat=3` its lines that have `<n>` stand there three times, numbered.
std::string template_of(const Fence& fence) {
  const auto repeat = fence.options.find("repeat");
  if (repeat == fence.options.end()) return fence.content;
  std::string text;
  for (const std::string_view line : split(fence.content, '\n')) {
    const bool numbered = line.find("<n>") != std::string_view::npos;
    for (int n = 1; n <= (numbered ? std::stoi(repeat->second) : 1); ++n) {
      std::string copy(line);
      for (std::size_t at = copy.find("<n>"); at != std::string::npos; at = copy.find("<n>"))
        copy.replace(at, 3, std::to_string(n));
      text += copy + "\n";
    }
  }
  return text;
}

lint::Request request_for(const Fence& fence) {
  lint::Request request;
  request.profile = "current";
  request.today = kDay;
  for (const auto& [name, value] : fence.options) {
    if (name == "repeat") continue;
    if (name == "output")
      request.dialect = value == "cfn-lint" ? &lint::kCfnLint : &lint::kCxsam;
    else if (name == "experimental")
      request.settings.include_experimental = value == "yes";
    else if (name == "include")
      request.settings.include_checks = {value};
    else if (name == "limits")
      request.profile = value;
    else if (name == "today")
      request.today = value;
    else if (name == "regions")
      for (const std::string_view region : split(value, ',')) request.settings.regions.emplace_back(region);
    else
      request.parameters.emplace(name, value);
  }
  request.limits = facts::find_limits(request.profile).value();
  return request;
}

/// Bytes that do not compress, the same in every run.
std::string noise(std::size_t megabytes) {
  std::string bytes(megabytes << 20U, '\0');
  std::mt19937_64 generator(1);
  for (std::size_t i = 0; i < bytes.size(); i += sizeof(std::uint64_t)) {
    const std::uint64_t word = generator();
    std::memcpy(&bytes[i], &word, sizeof(word));
  }
  return bytes;
}

/// A fence with a file name is that file, see tests/lint/README.md.
void write_file(const test::ScratchFolder& folder, const Fence& fence) {
  const auto random = fence.options.find("random");
  if (random != fence.options.end()) {
    folder.write(fence.file, noise(std::stoull(random->second)));
    return;
  }
  const fs::path path = folder.write(fence.file, fence.content);
  const auto size = fence.options.find("size");
  if (size != fence.options.end()) fs::resize_file(path, std::stoull(size->second) << 20U);
}

lint::Report run_snippet(const test::Section& section, const Fence& snippet) {
  const test::ScratchFolder folder;
  for (const Fence& fence : section.fences)
    if (!fence.file.empty()) write_file(folder, fence);
  const fs::path path = folder.write("template.yaml", template_of(snippet));
  return lint::validate({.path = path, .text = std::nullopt, .kind = lint::Input::Kind::Template}, request_for(snippet));
}

bool is_snippet(const Fence& fence) { return fence.language == "yaml" && fence.file.empty(); }

fs::path example_file(std::string_view id) { return fs::path(CXSAM_SOURCE_DIR) / "tests/lint" / (std::string(id) + ".md"); }

std::vector<test::Section> sections_of(std::string_view id) {
  const Result<std::string> text = read_file(example_file(id));
  return text ? test::read_sections(*text) : std::vector<test::Section>{};
}

}  // namespace

TEST_CASE("lint examples: the findings are exactly those announced") {
  for (const lint::Rule* rule : lint::all_rules()) {
    for (const test::Section& section : sections_of(rule->id)) {
      for (const Fence& snippet : section.fences) {
        if (!is_snippet(snippet)) continue;
        INFO("tests/lint/" << rule->id << ".md, snippet at line " << snippet.line);
        CHECK(reported(run_snippet(section, snippet)) == announced(template_of(snippet)));
      }
    }
  }
}

TEST_CASE("lint examples: every rule has one that it finds and one without findings") {
  for (const lint::Rule* rule : lint::all_rules()) {
    bool finds = false, passes = false;
    for (const test::Section& section : sections_of(rule->id)) {
      for (const Fence& snippet : section.fences) {
        if (!is_snippet(snippet)) continue;
        const Findings findings = announced(template_of(snippet));
        passes = passes || findings.empty();
        finds =
            finds || std::ranges::any_of(findings, [&](const std::string& f) { return f.ends_with(std::string(rule->id)); });
      }
    }
    INFO(rule->id);
    CHECK(finds);
    CHECK(passes);
  }
}

namespace {

// What a schema has to say of any value: a person learns nothing from it.
constexpr std::array<std::string_view, 9> kEmptyWords{"may not stand here",          "nothing may stand here",
                                                      "none of the forms",           "the kind that is wanted",
                                                      "gives something else",        "does not match",
                                                      "what one of them must be",    "of the kind that one of them has to be",
                                                      "is not allowed in this place"};
// Signs that only regular expressions have.
constexpr std::array<std::string_view, 6> kExpressions{"[a-z", "[A-Z", "[0-9", "\\d", "\\w", "(?"};

bool has_any(std::string_view text, std::span<const std::string_view> parts) {
  return std::ranges::any_of(parts, [text](std::string_view part) { return text.find(part) != std::string_view::npos; });
}

}  // namespace

TEST_CASE("lint examples: a finding says in words what is wrong") {
  for (const lint::Rule* rule : lint::all_rules()) {
    for (const test::Section& section : sections_of(rule->id)) {
      for (const Fence& snippet : section.fences) {
        if (!is_snippet(snippet) || snippet.options.contains("output")) continue;
        const lint::Report report = run_snippet(section, snippet);
        for (const Diagnostic& finding : report.diagnostics.items()) {
          INFO("tests/lint/" << rule->id << ".md, snippet at line " << snippet.line << ": " << finding.id << ": "
                             << finding.message);
          CHECK_FALSE(has_any(finding.message, kEmptyWords));
          CHECK_FALSE(has_any(finding.message, kExpressions));
        }
      }
    }
  }
}
