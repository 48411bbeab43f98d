#include "cli/cfn_lint/formats.h"

#include <algorithm>

#include "base/text.h"
#include "lint/outputs/output.h"

namespace cxsam::cli::cfn_lint {
namespace {

/// A finding and what stands for its template.
struct Match {
  const Diagnostic& finding;
  std::string file;
  Position begin, end;
};

std::vector<Match> matches_of(std::span<const lint::Report> reports) {
  std::vector<Match> all;
  for (const lint::Report& report : reports)
    for (const Diagnostic& finding : report.diagnostics.items())
      all.push_back({finding, report.path.empty() ? "None" : report.path.string(), report.sources.begin_of(finding.where),
                     report.sources.end_of(finding.where)});
  return all;
}

std::string number(std::uint32_t value) { return std::to_string(value); }

std::string one_line(std::string_view text) { return replace_all(std::string(text), "\n", " "); }

std::string for_people(const std::vector<Match>& matches) {
  std::string out;
  for (const Match& match : matches)
    out += match.finding.id + " " + match.finding.message + "\n" + match.file + ":" + number(match.begin.line) + ":" +
           number(match.begin.column) + "\n\n";
  return out;
}

std::string parseable(const std::vector<Match>& matches) {
  std::string out;
  for (const Match& match : matches)
    out += match.file + ":" + number(match.begin.line) + ":" + number(match.begin.column) + ":" + number(match.end.line) + ":" +
           number(match.end.column) + ":" + match.finding.id + ":" + one_line(match.finding.message) + "\n";
  return out;
}

std::string quiet(const std::vector<Match>& matches) {
  std::string out;
  for (const Match& match : matches) {
    const lint::Rule* rule = lint::find_rule(match.finding.id);
    out += match.finding.id + ": " + std::string(rule ? rule->summary : std::string_view(match.finding.message)) + " " +
           match.file + ":" + number(match.begin.line) + "\n";
  }
  return out;
}

std::string padded(std::string text, std::size_t width) {
  text.resize(std::max(text.size() + 1, width), ' ');
  return text;
}

std::string pretty(const std::vector<Match>& matches, std::size_t templates) {
  std::string out;
  std::size_t counts[3] = {};
  const std::string* file = nullptr;
  for (const Match& match : matches) {
    if (!file || *file != match.file) out += (file ? "\n" : "") + match.file + "\n";
    file = &match.file;
    ++counts[static_cast<std::size_t>(match.finding.severity)];
    out += padded(number(match.begin.line) + ":" + number(match.begin.column) + ":", 20) + padded(match.finding.id, 10) +
           one_line(match.finding.message) + "\n";
  }
  return out + (file ? "\n" : "") + "Cfn-lint scanned " + std::to_string(templates) + " templates against " +
         std::to_string(lint::all_rules().size()) + " rules and found " + std::to_string(counts[0]) + " errors, " +
         std::to_string(counts[1]) + " warnings, and " + std::to_string(counts[2]) + " informational violations\n";
}

}  // namespace

std::string render(std::string_view format, std::span<const lint::Report> reports, std::string_view version) {
  const lint::Output* output = lint::find_output(format == "json" ? "cfn-lint-json" : format == "quiet" ? "" : format);
  if (output) return output->render(reports, {.colour = false, .warnings_fail = true, .version = version});
  const std::vector<Match> matches = matches_of(reports);
  if (format == "parseable") return parseable(matches);
  if (format == "quiet") return quiet(matches);
  if (format == "pretty") return pretty(matches, reports.size());
  return for_people(matches);
}

std::string rule_list() {
  std::string out;
  for (const lint::Rule* rule : lint::all_rules())
    out += std::string(rule->id) + ": " + std::string(rule->summary) + "\n" + std::string(rule->why) + "\n";
  return out;
}

}  // namespace cxsam::cli::cfn_lint
