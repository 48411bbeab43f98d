#include "lint/context.h"
#include "lint/rule.h"
#include "template/pattern.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  const Node* parameters = context.source.section("Parameters");
  if (!parameters) return;
  for (const Member& parameter : parameters->members) {
    const Member* pattern = parameter.value.find_member("AllowedPattern");
    if (!pattern || !pattern->value.is_string()) continue;
    const Result<tmpl::Pattern> compiled = tmpl::Pattern::compile(pattern->value.text);
    if (!compiled) findings.add(pattern->key_span, "the expression cannot be read: " + compiled.error().message);
  }
}

}  // namespace

extern const Rule rule_I2003_allowed_pattern{
    .id = "I2003",
    .summary = "an `AllowedPattern` can be read",
    .why = "Values cannot be held against it.",
    .severity = Severity::Info,
    .check = check,
};

}  // namespace cxsam::lint
