#include "lint/rule.h"
#include "lint/subjects/dynamic_reference.h"

namespace cxsam::lint {
namespace {

// A parameter's default goes to where the parameter is used, the template's metadata go nowhere, and `Fn::Contains` compares
// the texts as they are.
bool is_inert(const Visit& visit) {
  const Visit* top = &visit;
  for (; top->parent; top = top->parent)
    if (top->name == "Fn::Contains") return true;
  return top->name == "Metadata" || (top->name == "Parameters" && visit.name == "Default");
}

void check(const CheckContext& context, Findings& findings) {
  for_each_dynamic_reference(context, [&](const Visit& visit, const DynamicReference& reference) {
    if (is_secret(reference) && !is_in_properties(visit) && !is_inert(visit))
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
