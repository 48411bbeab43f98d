#include <algorithm>

#include "lint/places/values.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

// True when what is assumed in `b` holds wherever `a` does.
bool implies(const CheckContext& context, const Scenario& a, const Scenario& b) {
  return std::ranges::all_of(b.assumptions(), [&](const Assumption& assumption) {
    return context.conditions.decide(a, context.conditions.name(assumption.condition)) == assumption.holds;
  });
}

// Associations that only may come together are left alone: what is decided outside of the template may keep them apart.
void check(const CheckContext& context, Findings& findings) {
  std::vector<PlacedValue> subnets;
  for (const tmpl::Resource* association : resources_of(context, "AWS::EC2::SubnetRouteTableAssociation"))
    for (PlacedValue& subnet : values_at(context, *association, {"Properties", "SubnetId"}))
      subnets.push_back(std::move(subnet));
  for (const PlacedValue& one : subnets)
    for (const PlacedValue& other : subnets) {
      if (one.resource == other.resource || !same_value(*one.node, *other.node)) continue;
      if (!implies(context, one.scenario, other.scenario)) continue;
      findings
          .add(one.member,
               "the subnet is associated with a route table by `" + std::string(other.resource->logical_id) + "`, too")
          .related.push_back({other.place.span, "here"});
      break;
    }
}

}  // namespace

extern const Rule rule_E3022_subnet_route_table{
    .id = "E3022",
    .summary = "a subnet has one route table",
    .why = "The second association replaces the first, or fails.",
    .check = check,
};

}  // namespace cxsam::lint
