#include "cli/commands/validate/view.h"

#include <algorithm>
#include <filesystem>

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
  const auto first = std::ranges::find(report.diagnostics.items(), Severity::Error, &Diagnostic::severity);
  if (first != report.diagnostics.items().end()) terminal.err("Error: " + first->message + "\n");
}

}  // namespace cxsam::cli::validate
