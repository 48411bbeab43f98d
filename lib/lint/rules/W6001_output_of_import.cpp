#include "lint/places/walk.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

bool is_in_value(const Visit& visit) {
  const Visit* outer = &visit;
  while (outer->parent && outer->parent->parent && outer->parent->parent->parent) outer = outer->parent;
  return outer->name == "Value" && outer->parent && outer->parent->parent && !outer->parent->parent->parent;
}

void check(const CheckContext& context, Findings& findings) {
  walk_section(context, "Outputs", [&](const Visit& visit) {
    const std::optional<Intrinsic> call = as_intrinsic(visit.node);
    if (call && call->name == "Fn::ImportValue" && is_in_value(visit))
      findings.add(place_of_function(visit, context.sources),
                   "output `" + std::string(visit.entry) + "` hands on what another stack exports");
    return true;
  });
}

}  // namespace

extern const Rule rule_W6001_output_of_import{
    .id = "W6001",
    .summary = "an output is no value that this stack imports",
    .why = "Who needs the value can import it from the stack that owns it; a chain of exports is hard to change.",
    .severity = Severity::Warning,
    .check = check,
};

}  // namespace cxsam::lint
