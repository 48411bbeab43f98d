// JUnit's XML: a template is a suite, a finding a case. Warnings pass unless warnings fail the run.
// Source: Apache Ant, the <junitreport> XML schema, as build servers read it.
#include "base/text.h"
#include "diagnostic/places.h"
#include "lint/output.h"

namespace cxsam::lint {
namespace {

// XML 1.0 has no control characters but tab and line ends, not even escaped.
std::string escape(std::string_view text) {
  std::string out;
  for (const char sign : text) {
    if (sign == '&')
      out += "&amp;";
    else if (sign == '<')
      out += "&lt;";
    else if (sign == '>')
      out += "&gt;";
    else if (sign == '"')
      out += "&quot;";
    else if (sign == '\n')
      out += "&#10;";
    else if (static_cast<unsigned char>(sign) < 0x20 && sign != '\t')
      out += "\uFFFD";
    else
      out += sign;
  }
  return out;
}

bool fails(const Diagnostic& finding, const OutputStyle& style) {
  return finding.severity == Severity::Error || (finding.severity == Severity::Warning && style.warnings_fail);
}

std::string details(const Report& report, const Diagnostic& finding) {
  const Position at = report.sources.begin_of(finding.where);
  std::string text = report.path.string() + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
  for (const std::string& note : finding.notes) text += "\nnote: " + note;
  for (const std::string& hint : finding.hints) text += "\nhint: " + hint;
  return escape(text);
}

std::string test_case(const Report& report, const Diagnostic& finding, const OutputStyle& style) {
  const std::string id = escape(finding.id.empty() ? "cxsam" : finding.id), message = escape(finding.message);
  std::string out = "    <testcase classname=\"" + escape(report.path.string()) + "\" name=\"" + id + " line " +
                    std::to_string(report.sources.begin_of(finding.where).line) + "\">\n";
  if (fails(finding, style))
    out += "      <failure type=\"" + id + "\" message=\"" + message + "\">" + details(report, finding) + "</failure>\n";
  else
    out += "      <system-out>" + std::string(severity_name(finding.severity)) + ": " + message + "&#10;" +
           details(report, finding) + "</system-out>\n";
  return out + "    </testcase>\n";
}

struct Counts {
  std::size_t tests = 0, failures = 0, errors = 0;

  [[nodiscard]] std::string attributes() const {
    return " tests=\"" + std::to_string(tests) + "\" failures=\"" + std::to_string(failures) + "\" errors=\"" +
           std::to_string(errors) + "\"";
  }
};

std::string suite(const Report& report, const OutputStyle& style, Counts& total) {
  const std::string path = escape(report.path.string());
  Counts counts;
  std::string cases;
  for (const Diagnostic& finding : report.diagnostics.items()) {
    ++counts.tests;
    counts.failures += fails(finding, style) ? 1 : 0;
    cases += test_case(report, finding, style);
  }
  if (counts.tests == 0) {
    counts = {1, 0, report.failure ? std::size_t{1} : std::size_t{0}};
    cases = "    <testcase classname=\"" + path + "\" name=\"cxsam validate\"";
    cases +=
        report.failure ? ">\n      <error message=\"" + escape(report.failure->message) + "\"/>\n    </testcase>\n" : "/>\n";
  }
  total = {total.tests + counts.tests, total.failures + counts.failures, total.errors + counts.errors};
  return "  <testsuite name=\"" + path + "\"" + counts.attributes() + ">\n" + cases + "  </testsuite>\n";
}

std::string render(std::span<const Report> reports, const OutputStyle& style) {
  Counts total;
  std::string suites;
  for (const Report& report : reports)
    if (!report.passed_over) suites += suite(report, style, total);
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"cxsam validate\"" + total.attributes() + ">\n" +
         suites + "</testsuites>\n";
}

}  // namespace

extern const Output output_junit;
const Output output_junit{.name = "junit", .render = render};

}  // namespace cxsam::lint
