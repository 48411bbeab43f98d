// The JSON that cfn-lint prints, for tools that read that. Source: cfn-lint, README, "Parameters", `--format json`.
#include <algorithm>

#include "base/hash.h"
#include "diagnostic/places.h"
#include "document/reading_stops.h"
#include "json/json.h"
#include "lint/outputs/output.h"
#include "lint/places/path.h"

namespace cxsam::lint {
namespace {

std::string_view level_of(const Diagnostic& finding) {
  switch (finding.severity) {
    case Severity::Error:
      return "Error";
    case Severity::Warning:
      return "Warning";
    case Severity::Info:
      return "Informational";
  }
  return {};
}

Json position_json(Position position) { return {{"ColumnNumber", position.column}, {"LineNumber", position.line}}; }

Json path_json(const Report& report, Span place) {
  if (!report.source) return nullptr;
  Json path = Json::array();
  for (const PathStep& step : path_of(report.source->root(), place))
    std::visit([&path](const auto& value) { path.push_back(value); }, step);
  return path;
}

// The same finding has the same id in every run.
std::string id_of(const Report& report, const Diagnostic& finding) {
  const std::string hex = sha256_hex(report.path.string() + '\n' + finding.id + '\n' + std::to_string(finding.where.begin) +
                                     '\n' + finding.message);
  return hex.substr(0, 8) + '-' + hex.substr(8, 4) + '-' + hex.substr(12, 4) + '-' + hex.substr(16, 4) + '-' +
         hex.substr(20, 12);
}

Json rule_json(const Diagnostic& finding) {
  const Rule* rule = find_rule(finding.id);
  return {{"Description", rule ? rule->why : ""},
          {"Id", finding.id},
          {"ShortDescription", rule ? rule->summary : ""},
          {"Source", "https://github.com/aws-cloudformation/cfn-lint/blob/main/docs/rules.md#" + finding.id}};
}

Span where_reading_stops(const Diagnostic& finding) {
  const auto stop = std::ranges::find(finding.related, kReadingStops, &RelatedPlace::message);
  return stop == finding.related.end() ? finding.where : stop->where;
}

Json finding_json(const Report& report, const Diagnostic& finding) {
  // What could not be read has no place in the tree, and an alias is only in the text.
  const bool was_read = report.source && finding.id != "E0000" && finding.id != "W1101";
  const Span where =
      was_read ? shown_place(report.source->root(), finding.where, report.sources) : where_reading_stops(finding);
  return {{"Filename", report.path.empty() ? Json(nullptr) : Json(report.path.string())},
          {"Id", id_of(report, finding)},
          {"Level", level_of(finding)},
          {"Location",
           {{"End", position_json(report.sources.end_of(where))},
            {"Path", path_json(report, finding.where)},
            {"Start", position_json(report.sources.begin_of(where))}}},
          {"Message", finding.message},
          {"ParentId", nullptr},
          {"Rule", rule_json(finding)}};
}

std::string render(std::span<const Report> reports, const OutputStyle&) {
  Json all = Json::array();
  for (const Report& report : reports)
    for (const Diagnostic& finding : report.diagnostics.items()) all.push_back(finding_json(report, finding));
  return dump_json(all, 4) + '\n';
}

}  // namespace

extern const Output output_cfn_lint_json{.name = "cfn-lint-json", .render = render, .dialect = &kCfnLint};

}  // namespace cxsam::lint
