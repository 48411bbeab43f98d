#include "lint/places/walk.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

/// The attribute of an output that a value is or stands in; null for the section and the outputs themselves.
const Visit* attribute_around(const Visit& visit) {
  for (const Visit* at = &visit; at->parent && at->parent->parent; at = at->parent)
    if (!at->parent->parent->parent) return at;
  return nullptr;
}

void check(const CheckContext& context, Findings& findings) {
  walk_section(context, "Outputs", [&](const Visit& visit) {
    const std::optional<Intrinsic> call = as_intrinsic(visit.node);
    if (!call || call->name != "Fn::ImportValue") return true;
    const Visit* attribute = attribute_around(visit);
    if (attribute && attribute->name == "Value")
      findings.add(place_of_function(visit, context.sources),
                   "output `" + std::string(attribute->parent->name) + "` hands on what another stack exports");
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
