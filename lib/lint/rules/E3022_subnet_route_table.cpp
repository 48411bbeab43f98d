#include "lint/places.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  std::vector<PlacedValue> subnets;
  for (const tmpl::Resource* association : resources_of(context, "AWS::EC2::SubnetRouteTableAssociation"))
    for (PlacedValue& subnet : values_at(context, *association, {"Properties", "SubnetId"}))
      subnets.push_back(std::move(subnet));
  for (const PlacedValue& one : subnets)
    for (const PlacedValue& other : subnets) {
      if (one.resource == other.resource || !same_value(*one.node, *other.node)) continue;
      if (!can_meet(context, one.scenario, other.scenario)) continue;
      findings
          .add(one.where,
               "the subnet is associated with a route table by `" + std::string(other.resource->logical_id) + "`, too")
          .related.push_back({other.where, "here"});
      break;
    }
}

}  // namespace

extern const Rule rule_E3022_subnet_route_table;
const Rule rule_E3022_subnet_route_table{
    .id = "E3022",
    .summary = "a subnet has one route table",
    .why = "The second association replaces the first, or fails.",
    .check = check,
};

}  // namespace cxsam::lint
