#include "lint/subjects/usage.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  check_unused(context, "Conditions", "condition", referenced(context, {tmpl::Reference::Kind::Condition}), findings);
}

}  // namespace

extern const Rule rule_W8001_unused_condition{
    .id = "W8001",
    .summary = "every condition is used",
    .why = "What nothing asks for is left over, or misspelt where it was meant to be asked for.",
    .severity = Severity::Warning,
    .check = check,
};

}  // namespace cxsam::lint
