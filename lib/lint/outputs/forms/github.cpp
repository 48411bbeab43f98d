// Annotations of GitHub's workflow runs.
// Source: GitHub, "Workflow commands for GitHub Actions", on setting error, warning and notice messages.
#include "base/text.h"
#include "diagnostic/places.h"
#include "lint/outputs/output.h"

namespace cxsam::lint {
namespace {

std::string data(std::string text) {
  return replace_all(replace_all(replace_all(std::move(text), "%", "%25"), "\r", "%0D"), "\n", "%0A");
}

std::string property(std::string text) { return replace_all(replace_all(data(std::move(text)), ":", "%3A"), ",", "%2C"); }

std::string_view command_for(Severity severity) { return severity == Severity::Info ? "notice" : severity_name(severity); }

std::string place(const Sources& sources, Span span) {
  if (!has_place(sources, span)) return "";
  const Position begin = sources.begin_of(span), end = sources.end_of(span);
  std::string text = "file=" + property(sources.path(span.file)) + ",line=" + std::to_string(begin.line) +
                     ",endLine=" + std::to_string(end.line);
  // GitHub takes columns within one line only.
  if (begin.line == end.line) text += ",col=" + std::to_string(begin.column) + ",endColumn=" + std::to_string(end.column);
  return text + ",";
}

std::string annotation(const Sources& sources, const Diagnostic& finding) {
  std::string message = finding.message;
  for (const std::string& note : finding.notes) message += "\n" + note;
  for (const std::string& hint : finding.hints) message += "\nhint: " + hint;
  return "::" + std::string(command_for(finding.severity)) + " " + place(sources, finding.where) +
         "title=" + property(finding.id.empty() ? "cxsam" : finding.id) + "::" + data(std::move(message)) + "\n";
}

std::string render(std::span<const Report> reports, const OutputStyle&) {
  std::string all;
  for (const Report& report : reports) {
    if (report.failure)
      all += "::error file=" + property(report.path.string()) + ",title=cxsam::" + data(report.failure->message) + "\n";
    for (const Diagnostic& finding : report.diagnostics.items()) all += annotation(report.sources, finding);
  }
  return all;
}

}  // namespace

extern const Output output_github{.name = "github", .render = render};

}  // namespace cxsam::lint
