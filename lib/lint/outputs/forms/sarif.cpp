// SARIF 2.1.0, as code scanning services read it. Source: OASIS, "Static Analysis Results Interchange Format", version 2.1.0.
#include <cctype>
#include <map>

#include "base/hash.h"
#include "diagnostic/places.h"
#include "json/json.h"
#include "lint/outputs/output.h"

namespace cxsam::lint {
namespace {

std::string_view level_of(Severity severity) { return severity == Severity::Info ? "note" : severity_name(severity); }

// RFC 3986: what is no unreserved character is written as its bytes.
std::string uri_of(const std::filesystem::path& path) {
  static constexpr std::string_view kHex = "0123456789ABCDEF";
  const std::string text = path.lexically_normal().generic_string();
  std::string uri = path.is_absolute() ? "file://" : "";
  for (const char sign : text) {
    const auto byte = static_cast<unsigned char>(sign);
    if (byte < 0x80 && (std::isalnum(byte) != 0 || std::string_view("-._~/").find(sign) != std::string_view::npos)) {
      uri += sign;
    } else {
      uri += '%';
      uri += kHex[byte >> 4U];
      uri += kHex[byte & 15U];
    }
  }
  return uri;
}

Json location(const Sources& sources, Span span) {
  const Position begin = sources.begin_of(span), end = sources.end_of(span);
  return {{"physicalLocation",
           {{"artifactLocation", {{"uri", uri_of(sources.path(span.file))}}},
            {"region",
             {{"startLine", begin.line}, {"startColumn", begin.column}, {"endLine", end.line}, {"endColumn", end.column}}}}}};
}

/// The rules that occur, in the order in which they do.
class RuleIndex {
 public:
  std::size_t of(const Diagnostic& finding) {
    const auto [entry, is_new] = indexes_.try_emplace(finding.id, rules_.size());
    if (is_new) rules_.push_back(describe(finding));
    return entry->second;
  }

  [[nodiscard]] const Json& rules() const { return rules_; }

 private:
  static Json describe(const Diagnostic& finding) {
    Json described = {{"id", finding.id}};
    const Rule* rule = find_rule(finding.id);
    if (rule) described["shortDescription"] = {{"text", rule->summary}};
    if (rule && !rule->why.empty()) described["fullDescription"] = {{"text", rule->why}};
    described["defaultConfiguration"] = {{"level", level_of(rule ? rule->severity : finding.severity)}};
    return described;
  }

  std::map<std::string, std::size_t> indexes_;
  Json rules_ = Json::array();
};

std::string message_of(const Diagnostic& finding) {
  std::string text = finding.message;
  for (const std::string& note : finding.notes) text += "\n" + note;
  for (const std::string& hint : finding.hints) text += "\nhint: " + hint;
  return text;
}

Json result(const Report& report, const Diagnostic& finding, RuleIndex& rules) {
  Json object = Json::object();
  if (!finding.id.empty()) {
    object["ruleId"] = finding.id;
    object["ruleIndex"] = rules.of(finding);
  }
  object["level"] = level_of(finding.severity);
  object["message"] = {{"text", message_of(finding)}};
  object["locations"] = Json::array();
  if (has_place(report.sources, finding.where)) object["locations"].push_back(location(report.sources, finding.where));
  for (const RelatedPlace& place : finding.related) {
    if (!has_place(report.sources, place.where)) continue;
    Json related = location(report.sources, place.where);
    related["message"] = {{"text", place.message}};
    object["relatedLocations"].push_back(std::move(related));
  }
  // Without the line, so that a finding stays the same one when the text above it grows.
  const std::string_view words = report.sources.slice(finding.where);
  object["partialFingerprints"] = {{"cxsam/v1", sha256_hex(report.path.generic_string() + '\n' + finding.id + '\n' +
                                                           finding.message + '\n' + std::string(words))}};
  return object;
}

Json notification(const Report& report) {
  return {{"level", "error"},
          {"message", {{"text", report.failure->message}}},
          {"locations", Json::array({{{"physicalLocation", {{"artifactLocation", {{"uri", uri_of(report.path)}}}}}}})}};
}

std::string render(std::span<const Report> reports, const OutputStyle& style) {
  RuleIndex rules;
  Json results = Json::array(), failures = Json::array();
  for (const Report& report : reports) {
    if (report.failure) failures.push_back(notification(report));
    for (const Diagnostic& finding : report.diagnostics.items()) results.push_back(result(report, finding, rules));
  }
  Json invocation = {{"executionSuccessful", failures.empty()}};
  if (!failures.empty()) invocation["toolExecutionNotifications"] = std::move(failures);
  const Json driver = {{"name", "cxsam"}, {"version", style.version}, {"rules", rules.rules()}};
  const Json run = {{"tool", {{"driver", driver}}},
                    {"invocations", Json::array({std::move(invocation)})},
                    {"columnKind", "unicodeCodePoints"},
                    {"results", std::move(results)}};
  const Json log = {
      {"$schema", "https://json.schemastore.org/sarif-2.1.0.json"}, {"version", "2.1.0"}, {"runs", Json::array({run})}};
  return dump_json(log, 2) + '\n';
}

}  // namespace

extern const Output output_sarif{.name = "sarif", .render = render};

}  // namespace cxsam::lint
