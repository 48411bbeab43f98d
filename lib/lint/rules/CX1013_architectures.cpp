#include "lint/context.h"
#include "lint/places/possible_values.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

bool is_architecture(std::string_view name) { return name == "x86_64" || name == "arm64"; }

void check_name(const CheckContext& context, const Node& entry, Findings& findings) {
  for (const PossibleValue& value : possible_values(entry, context.resolver)) {
    if (!value.value.is_scalar() || value.value.is_null() || is_architecture(value.value.text)) continue;
    Diagnostic& finding = findings.add(value.where, "Lambda has no architecture `" + value.value.text + "`", value.expansion);
    finding.related = value.related;
    finding.hints.emplace_back("write `x86_64` or `arm64`");
  }
}

void check(const CheckContext& context, Findings& findings) {
  for (const LambdaFunction& function : context.functions) {
    const Member* property = function.property("Architectures");
    if (!property || !property->value.is_list()) continue;
    for (const Node& entry : property->value.items) check_name(context, entry, findings);
  }
}

}  // namespace

extern const Rule rule_CX1013_architectures{
    .id = "CX1013",
    .summary = "a function asks for a processor that Lambda has",
    .why = "Lambda refuses the function.",
    .check = check,
    .speaks_for_schema = true,
};

}  // namespace cxsam::lint
