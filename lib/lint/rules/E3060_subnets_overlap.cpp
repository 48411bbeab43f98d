#include "lint/cidr.h"
#include "lint/places.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

struct Subnet {
  PlacedValue cidr;
  PlacedValue network;
  AddressBlock block;
};

std::vector<Subnet> subnets_of(const CheckContext& context) {
  std::vector<Subnet> subnets;
  for (const tmpl::Resource* resource : resources_of(context, "AWS::EC2::Subnet"))
    for (const PlacedValue& network : values_at(context, *resource, {"Properties", "VpcId"}))
      for (const PlacedValue& cidr : values_at(context, *resource, {"Properties", "CidrBlock"}))
        if (const std::optional<AddressBlock> block = parse_address_block(cidr.text()))
          subnets.push_back({cidr, network, *block});
  return subnets;
}

void check(const CheckContext& context, Findings& findings) {
  const std::vector<Subnet> subnets = subnets_of(context);
  for (auto second = subnets.begin(); second != subnets.end(); ++second)
    for (auto first = subnets.begin(); first != second; ++first) {
      const bool same_network = same_value(*first->network.node, *second->network.node);
      if (first->cidr.resource == second->cidr.resource || !same_network || !first->block.overlaps(second->block)) continue;
      if (!can_meet(context, first->cidr.scenario, second->cidr.scenario)) continue;
      findings
          .add(second->cidr.where, "`" + std::string(second->cidr.text()) + "` overlaps with `" +
                                       std::string(first->cidr.text()) + "` of `" +
                                       std::string(first->cidr.resource->logical_id) + "`")
          .related.push_back({first->cidr.where, "here"});
      break;
    }
}

}  // namespace

extern const Rule rule_E3060_subnets_overlap;
const Rule rule_E3060_subnets_overlap{
    .id = "E3060",
    .summary = "the addresses of subnets do not overlap",
    .why = "EC2 refuses the second subnet.",
    .check = check,
};

}  // namespace cxsam::lint
