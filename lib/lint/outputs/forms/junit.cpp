// JUnit's XML: a template is a suite, a finding a case. Warnings pass unless warnings fail the run.
// Source: Apache Ant, the <junitreport> XML schema, as build servers read it.
#include <map>

#include "base/text.h"
#include "base/utf8.h"
#include "diagnostic/places.h"
#include "lint/outputs/output.h"

namespace cxsam::lint {
namespace {

// XML 1.0 has no other control characters, not even escaped.
std::string escaped(char sign) {
  switch (sign) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\t':
      return "&#9;";
    case '\n':
      return "&#10;";
    case '\r':
      return "&#13;";
    default:
      return static_cast<unsigned char>(sign) < 0x20 ? "\uFFFD" : std::string(1, sign);
  }
}

std::string escape(std::string_view text) {
  std::string out;
  for (const char sign : valid_utf8(text)) out += escaped(sign);
  // The two code points of more than one byte that XML lacks.
  return replace_all(replace_all(std::move(out), "\uFFFE", "\uFFFD"), "\uFFFF", "\uFFFD");
}

bool fails(const Diagnostic& finding, const OutputStyle& style) {
  return finding.severity == Severity::Error || (finding.severity == Severity::Warning && style.warnings_fail);
}

std::string details(const Report& report, const Diagnostic& finding) {
  const Position at = report.sources.begin_of(finding.where);
  std::string text = file_of(report, finding.where) + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
  for (const std::string& note : finding.notes) text += "\nnote: " + note;
  for (const std::string& hint : finding.hints) text += "\nhint: " + hint;
  return escape(text);
}

// Build servers take cases of one name for one case.
std::string name_of(const Report& report, const Diagnostic& finding, std::map<std::string, std::size_t>& seen) {
  const std::string file = file_of(report, finding.where);
  std::string name = (finding.id.empty() ? "cxsam" : finding.id) + (file == report.path.string() ? "" : " " + file) + " line " +
                     std::to_string(report.sources.begin_of(finding.where).line);
  const std::size_t count = ++seen[name];
  return count == 1 ? name : name + " (" + std::to_string(count) + ")";
}

std::string test_case(const Report& report, const Diagnostic& finding, const std::string& name, const OutputStyle& style) {
  const std::string id = escape(finding.id.empty() ? "cxsam" : finding.id), message = escape(finding.message);
  std::string out = "    <testcase classname=\"" + escape(report.path.string()) + "\" name=\"" + escape(name) + "\">\n";
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
  std::map<std::string, std::size_t> names;
  for (const Diagnostic& finding : report.diagnostics.items()) {
    ++counts.tests;
    counts.failures += fails(finding, style) ? 1 : 0;
    cases += test_case(report, finding, name_of(report, finding, names), style);
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

extern const Output output_junit{.name = "junit", .render = render};

}  // namespace cxsam::lint
