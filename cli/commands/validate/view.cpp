#include "cli/commands/validate/view.h"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "base/text.h"

namespace cxsam::cli::validate {

Tally count(std::span<const lint::Report> reports) {
  Tally tally;
  for (const lint::Report& report : reports) {
    if (report.failure)
      ++tally.failures;
    else if (report.passed_over)
      ++tally.passed_over;
    else
      ++tally.templates;
    tally.errors += report.diagnostics.count(Severity::Error);
    tally.warnings += report.diagnostics.count(Severity::Warning);
  }
  return tally;
}

void show_summary(system::Terminal& terminal, const Tally& tally) {
  std::string text = plural(tally.templates, "template") + " checked: ";
  if (tally.errors + tally.warnings == 0) text += tally.templates > 0 ? "nothing found" : "nothing to check";
  if (tally.errors > 0) text += plural(tally.errors, "error");
  if (tally.errors > 0 && tally.warnings > 0) text += ", ";
  if (tally.warnings > 0) text += plural(tally.warnings, "warning");
  if (tally.passed_over > 0) text += " (" + plural(tally.passed_over, "file") + " without a template passed over)";
  if (tally.failures > 0) text += "; " + plural(tally.failures, "file") + " could not be read";
  terminal.err(text + "\n");
}

/// Which SAM CLI looks for before all else.
bool is_no_map(const Diagnostic& finding) { return finding.id == "E3001" && finding.message.ends_with(", not a map"); }

void show_as_sam(system::Terminal& terminal, const lint::Report& report, bool lint, bool failed) {
  const std::string path = std::filesystem::absolute(report.path).lexically_normal().string();
  if (!failed) {
    terminal.out(
        path + " is a valid SAM Template" +
        (lint ? "\n"
              : ". This is according to basic SAM Validation, for additional validation, please run with \"--lint\" option\n"));
    return;
  }
  if (lint) {
    terminal.err("Error: Linting failed. At least one linting rule was matched to the provided template.\n");
    return;
  }
  terminal.out("Template provided at '" + path + "' was invalid SAM Template.\n");
  const auto& findings = report.diagnostics.items();
  const auto first = std::ranges::find(findings, Severity::Error, &Diagnostic::severity);
  if (std::ranges::any_of(findings, is_no_map)) {
    constexpr std::string_view kWhy =
        "All 'Resources' must be Objects. If you're using YAML, this may be an indentation issue.";
    terminal.err(fmt::format("Error: [InvalidTemplateException(\"{0}\")] {0}\n", kWhy));
  } else if (first != findings.end()) {
    terminal.err("Error: " + first->message + "\n");
  }
}

}  // namespace cxsam::cli::validate
