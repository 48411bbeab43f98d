#include "lint/rule.h"
#include "lint/subjects/dynamic_reference.h"

namespace cxsam::lint {
namespace {

// A parameter's default goes to where the parameter is used, and the template's metadata go nowhere.
bool is_inert(const Visit& visit) {
  const Visit* top = &visit;
  while (top->parent) top = top->parent;
  return top->name == "Parameters" || top->name == "Metadata";
}

void check(const CheckContext& context, Findings& findings) {
  for_each_dynamic_reference(context, [&](const Visit& visit, const DynamicReference& reference) {
    if (reference.parts.size() > 2 && reference.parts[1] == "secretsmanager" && !is_in_properties(visit) && !is_inert(visit))
      findings.add(visit.place, "a secret can be looked up in the properties of a resource only");
  });
}

}  // namespace

extern const Rule rule_E1051_secret_outside_properties{
    .id = "E1051",
    .summary = "secrets are looked up in the properties of resources only",
    .why = "Elsewhere CloudFormation refuses the reference, as the secret would be shown.",
    .check = check,
};

}  // namespace cxsam::lint
