#include "lint/rule.h"
#include "lint/subjects/code.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  for (const FunctionCode& code : find_code(context)) {
    std::error_code ignored;
    if (std::filesystem::exists(code.path, ignored)) continue;
    Diagnostic& finding = findings.add(code.artifact->where, "there is no `" + code.artifact->path + "` beside the template");
    finding.notes.emplace_back("Paths are relative to the template's folder. A folder that another tool makes may come later.");
  }
}

}  // namespace

extern const Rule rule_CX1010_code_missing{
    .id = "CX1010",
    .summary = "the code of a function is where the template says",
    .why = "`build` and `package` fail without it. It is only a warning, since a compiler may have to run first.",
    .severity = Severity::Warning,
    .check = check,
    .speaks_for_schema = true,
};

}  // namespace cxsam::lint
