#include <set>

#include "lint/places/values.h"
#include "lint/rule.h"
#include "lint/settings/regions.h"
#include "lint/subjects/dynamic_reference.h"

namespace cxsam::lint {
namespace {

// The properties that take secrets: those that W1011 looks at.
std::set<const Node*> secret_places(const CheckContext& context) {
  std::set<const Node*> nodes;
  for (const PlacedValue& value : values_for_rule(context, "W1011")) nodes.insert(value.node);
  return nodes;
}

bool is_below(const Visit& visit, const std::set<const Node*>& places) {
  for (const Visit* at = &visit; at; at = at->parent)
    if (places.contains(&at->node)) return true;
  return false;
}

// Of a type that no Region has, it is not known what takes secrets.
bool is_of_unknown_type(const CheckContext& context, const Visit& visit) {
  const Visit* entry = &visit;
  while (entry->parent && entry->parent->parent) entry = entry->parent;
  const bool is_resource = entry->parent && entry->parent->name == "Resources";
  const tmpl::Resource* resource = is_resource ? context.source.find_resource(entry->name) : nullptr;
  return resource && !exists_in_any(regions_of(context), resource->type);
}

void check(const CheckContext& context, Findings& findings) {
  const std::set<const Node*> places = secret_places(context);
  for_each_dynamic_reference(context, [&](const Visit& visit, const DynamicReference& reference) {
    if (reference.parts.size() < 3 || reference.parts[1] != "ssm-secure" || is_below(visit, places)) return;
    if (is_of_unknown_type(context, visit)) return;
    findings.add(visit.place, "this is no place for a secure parameter")
        .hints.emplace_back("keep the value in AWS Secrets Manager, or in a parameter that is no secret");
  });
}

}  // namespace

extern const Rule rule_E1027_secure_parameter_place{
    .id = "E1027",
    .summary = "secure parameters are looked up where they stay secret",
    .why = "CloudFormation resolves `ssm-secure` for a few properties only, passwords mostly.",
    .check = check,
};

}  // namespace cxsam::lint
