#include <map>

#include "document/writer.h"
#include "lint/places.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

std::string value_of(const CheckContext& context, const PlacedValue& endpoint, std::string_view property) {
  const std::vector<PlacedValue> values = values_below(context, endpoint, {property});
  return values.size() == 1 ? write_json(*values.front().node, 0) : std::string();
}

void check(const CheckContext& context, Findings& findings) {
  std::map<std::string, std::vector<PlacedValue>> by_service;
  for (const PlacedValue& endpoint : values_for_rule(context, "E3064")) {
    const std::string network = value_of(context, endpoint, "VpcId");
    const std::string service = value_of(context, endpoint, "ServiceName");
    const Node* names = endpoint.node->find("PrivateDnsEnabled");
    const bool is_interface = value_of(context, endpoint, "VpcEndpointType") == "\"Interface\"";
    if (network.empty() || service.empty() || !is_interface || !names || !names->as_bool().value_or(false)) continue;
    std::vector<PlacedValue>& earlier = by_service[network + " " + service];
    for (const PlacedValue& other : earlier)
      if (can_meet(context, endpoint.scenario, other.scenario)) {
        findings
            .add(endpoint.where,
                 "`" + std::string(other.resource->logical_id) + "` has the private names of this service already")
            .related.push_back({other.where, "here"});
        break;
      }
    earlier.push_back(endpoint);
  }
}

}  // namespace

extern const Rule rule_E3064_private_names_twice;
const Rule rule_E3064_private_names_twice{
    .id = "E3064",
    .summary = "one endpoint of a VPC has the private names of a service",
    .why = "The second endpoint cannot be made: the names are taken.",
    .check = check,
};

}  // namespace cxsam::lint
