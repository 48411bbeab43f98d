#include <algorithm>

#include "lint/cidr.h"
#include "lint/places.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

void check_network(const CheckContext& context, const PlacedValue& network, Findings& findings) {
  std::vector<AddressBlock> blocks;
  for (const PlacedValue& cidr : values_below(context, network, {"CidrBlock"})) {
    const std::optional<AddressBlock> block = parse_address_block(cidr.text());
    if (!block) return;
    blocks.push_back(*block);
  }
  if (blocks.empty()) return;
  for (const tmpl::Resource* more : resources_of(context, "AWS::EC2::VPCCidrBlock"))
    for (const PlacedValue& id : values_at(context, *more, {"Properties", "VpcId"}))
      if (referred_resource(context, *id.node) == network.resource) return;
  for (const tmpl::Resource* subnet : resources_of(context, "AWS::EC2::Subnet"))
    for (const PlacedValue& id : values_at(context, *subnet, {"Properties", "VpcId"})) {
      if (referred_resource(context, *id.node) != network.resource) continue;
      for (const PlacedValue& cidr : values_at(context, *subnet, {"Properties", "CidrBlock"})) {
        const std::optional<AddressBlock> block = parse_address_block(cidr.text());
        const auto contains = [&](const AddressBlock& outer) { return outer.contains(*block); };
        if (block && std::ranges::none_of(blocks, contains))
          findings.add(cidr.where, "`" + std::string(cidr.text()) + "` lies outside of VPC `" +
                                       std::string(network.resource->logical_id) + "`");
      }
    }
}

void check(const CheckContext& context, Findings& findings) {
  for (const PlacedValue& network : values_for_rule(context, "E3059")) check_network(context, network, findings);
}

}  // namespace

extern const Rule rule_E3059_subnet_outside_network;
const Rule rule_E3059_subnet_outside_network{
    .id = "E3059",
    .summary = "the addresses of a subnet are addresses of its VPC",
    .why = "EC2 refuses the subnet.",
    .check = check,
};

}  // namespace cxsam::lint
