#include <algorithm>

#include "lint/places/values.h"
#include "lint/rule.h"
#include "lint/subjects/cidr.h"

namespace cxsam::lint {
namespace {

struct Blocks {
  std::vector<AddressBlock> known;
  bool complete = true;
};

// The blocks that the network has, and those that are added to it elsewhere in the template.
Blocks blocks_of(const CheckContext& context, const PlacedValue& network) {
  Blocks blocks;
  const auto add = [&](const PlacedValue& cidr) {
    const std::optional<AddressBlock> block = parse_address_block(cidr.text());
    if (block) blocks.known.push_back(*block);
    blocks.complete = blocks.complete && block;
  };
  for (const PlacedValue& cidr : values_below(context, network, {"CidrBlock"})) add(cidr);
  if (blocks.known.empty()) blocks.complete = false;
  for (const tmpl::Resource* more : resources_of(context, "AWS::EC2::VPCCidrBlock"))
    for (const PlacedValue& id : values_at(context, *more, {"Properties", "VpcId"})) {
      if (referred_resource(context, *id.node) != network.resource) continue;
      const std::vector<PlacedValue> added = values_at(context, *more, {"Properties", "CidrBlock"});
      for (const PlacedValue& cidr : added) add(cidr);
      if (added.empty()) blocks.complete = false;
    }
  return blocks;
}

void check_network(const CheckContext& context, const PlacedValue& network, Findings& findings) {
  const Blocks blocks = blocks_of(context, network);
  if (!blocks.complete) return;
  for (const tmpl::Resource* subnet : resources_of(context, "AWS::EC2::Subnet"))
    for (const PlacedValue& id : values_at(context, *subnet, {"Properties", "VpcId"})) {
      if (referred_resource(context, *id.node) != network.resource) continue;
      for (const std::string_view name : {"CidrBlock", "Ipv6CidrBlock"})
        for (const PlacedValue& cidr : values_at(context, *subnet, {"Properties", name})) {
          const std::optional<AddressBlock> block = parse_address_block(cidr.text());
          const auto contains = [&](const AddressBlock& outer) { return outer.contains(*block); };
          if (block && std::ranges::none_of(blocks.known, contains))
            findings.add(cidr.place, "`" + std::string(cidr.text()) + "` lies outside of VPC `" +
                                         std::string(network.resource->logical_id) + "`");
        }
    }
}

void check(const CheckContext& context, Findings& findings) {
  for (const PlacedValue& network : values_for_rule(context, "E3059")) check_network(context, network, findings);
}

}  // namespace

extern const Rule rule_E3059_subnet_outside_network{
    .id = "E3059",
    .summary = "the addresses of a subnet are addresses of its VPC",
    .why = "EC2 refuses the subnet.",
    .check = check,
};

}  // namespace cxsam::lint
