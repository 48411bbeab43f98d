#include "lint/places/values.h"
#include "lint/rule.h"
#include "lint/subjects/cidr.h"

namespace cxsam::lint {
namespace {

struct Subnet {
  PlacedValue cidr;
  PlacedValue network;
  PlacedValue properties;
  AddressBlock block;
};

void add_subnets(const CheckContext& context, const PlacedValue& properties, std::vector<Subnet>& subnets) {
  for (const PlacedValue& network : values_below(context, properties, {"VpcId"}))
    for (const std::string_view name : {"CidrBlock", "Ipv6CidrBlock"})
      for (const PlacedValue& cidr : values_below(context, where_chosen(properties, network), {name}))
        if (const std::optional<AddressBlock> block = parse_address_block(cidr.text()))
          subnets.push_back({cidr, network, properties, *block});
}

// `!Ref Network` and `!GetAtt Network.VpcId` are one network.
bool are_same_network(const CheckContext& context, const Node& a, const Node& b) {
  const tmpl::Resource* resource = referred_resource(context, a);
  return (resource && resource == referred_resource(context, b)) || same_value(a, b);
}

void check(const CheckContext& context, Findings& findings) {
  std::vector<Subnet> subnets;
  for (const PlacedValue& properties : values_for_rule(context, "E3060")) add_subnets(context, properties, subnets);
  for (auto second = subnets.begin(); second != subnets.end(); ++second)
    for (auto first = subnets.begin(); first != second; ++first) {
      if (first->cidr.resource == second->cidr.resource || !first->block.overlaps(second->block)) continue;
      if (!are_same_network(context, *first->network.node, *second->network.node)) continue;
      if (!can_meet(context, first->cidr.scenario, second->cidr.scenario)) continue;
      findings
          .add(second->properties.place, "`" + std::string(second->cidr.text()) + "` overlaps with `" +
                                             std::string(first->cidr.text()) + "` of `" +
                                             std::string(first->cidr.resource->logical_id) + "`")
          .related.push_back({first->cidr.place.span, "here"});
      break;
    }
}

}  // namespace

extern const Rule rule_E3060_subnets_overlap{
    .id = "E3060",
    .summary = "the addresses of subnets do not overlap",
    .why = "EC2 refuses the second subnet.",
    .check = check,
};

}  // namespace cxsam::lint
