// Runs the examples of every rule: the findings of a snippet are exactly those that its comments announce.
#include <algorithm>
#include <cstring>
#include <filesystem>
#include <random>
#include <set>

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

Findings announced(std::string_view snippet) {
  Findings found;
  std::size_t number = 0;
  for (const std::string_view line : split(snippet, '\n')) {
    ++number;
    for (const std::string_view severity : {"error", "warning"}) {
      const std::string mark = "# " + std::string(severity) + ": ";
      const std::size_t at = line.find(mark);
      if (at == std::string_view::npos) continue;
      for (const std::string_view id : split(line.substr(at + mark.size()), ' '))
        if (!id.empty()) found.insert(entry(number, severity, id));
    }
  }
  return found;
}

Findings reported(const lint::Report& report) {
  Findings found;
  for (const Diagnostic& finding : report.diagnostics.items())
    found.insert(entry(report.sources.begin_of(finding.where).line, finding.severity == Severity::Error ? "error" : "warning",
                       finding.id));
  return found;
}

lint::Request request_for(const Fence& fence) {
  lint::Request request;
  request.profile = "current";
  request.today = kDay;
  for (const auto& [name, value] : fence.options) {
    if (name == "limits")
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
  const fs::path path = folder.write("template.yaml", snippet.content);
  return lint::validate({.path = path, .text = std::nullopt, .must_be_template = true}, request_for(snippet));
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
        CHECK(reported(run_snippet(section, snippet)) == announced(snippet.content));
      }
    }
  }
}

TEST_CASE("lint examples: every rule has one that it finds and one without findings") {
  for (const lint::Rule* rule : lint::all_coded_rules()) {
    bool finds = false, passes = false;
    for (const test::Section& section : sections_of(rule->id)) {
      for (const Fence& snippet : section.fences) {
        if (!is_snippet(snippet)) continue;
        const Findings findings = announced(snippet.content);
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
