#include "lint/rule.h"
#include "lint/subjects/code.h"
#include "system/program.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  for (const FunctionCode& code : find_code(context)) {
    const facts::Runtime* runtime = runtime_of(context, *code.function);
    if (runtime == nullptr || runtime->family != "provided") continue;
    const auto fault = system::find_start_fault(code.path / "bootstrap", "");
    if (!fault) continue;
    Diagnostic& finding = findings.add(
        code.artifact->where, "the `bootstrap` of `" + std::string(code.function->logical_id()) + "` " + fault->message);
    finding.hints = fault->hints;
  }
}

}  // namespace

extern const Rule rule_CX1017_bootstrap{
    .id = "CX1017",
    .summary = "Lambda can start the bootstrap of a custom runtime",
    .why =
        "A `bootstrap` without the permission to execute, with the line ends of Windows, or without a `#!` line deploys, and "
        "then every call fails with Runtime.InvalidEntrypoint. Archives keep the permissions that files have here.",
    .check = check,
    .speaks_for_schema = true,
};

}  // namespace cxsam::lint
