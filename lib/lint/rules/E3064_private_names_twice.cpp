#include <algorithm>
#include <map>

#include "document/writer.h"
#include "lint/places/values.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

std::string value_of(const CheckContext& context, const PlacedValue& endpoint, std::string_view property) {
  const std::vector<PlacedValue> values = values_below(context, endpoint, {property});
  return values.size() == 1 ? write_json(*values.front().node, 0) : std::string();
}

// The scenarios in which the endpoint takes the private names.
std::vector<Scenario> scenarios_with_names(const CheckContext& context, const PlacedValue& endpoint) {
  std::vector<Scenario> scenarios;
  for (const PlacedValue& names : values_below(context, endpoint, {"PrivateDnsEnabled"}))
    if (names.node->kind == Node::Kind::Bool && names.node->as_bool().value_or(false)) scenarios.push_back(names.scenario);
  return scenarios;
}

bool can_meet_in_some(const CheckContext& context, std::span<const Scenario> some, std::span<const Scenario> others) {
  return std::ranges::any_of(some, [&](const Scenario& one) {
    return std::ranges::any_of(others, [&](const Scenario& other) { return can_meet(context, one, other); });
  });
}

struct Endpoint {
  PlacedValue properties;
  std::vector<Scenario> scenarios;
};

void check(const CheckContext& context, Findings& findings) {
  std::map<std::string, std::vector<Endpoint>> by_service;
  for (const PlacedValue& endpoint : values_for_rule(context, "E3064")) {
    const std::string network = value_of(context, endpoint, "VpcId");
    const std::string service = value_of(context, endpoint, "ServiceName");
    const std::vector<Scenario> scenarios = scenarios_with_names(context, endpoint);
    const bool is_interface = value_of(context, endpoint, "VpcEndpointType") == "\"Interface\"";
    if (network.empty() || service.empty() || !is_interface || scenarios.empty()) continue;
    std::vector<Endpoint>& earlier = by_service[network + " " + service];
    for (const Endpoint& other : earlier)
      if (can_meet_in_some(context, scenarios, other.scenarios)) {
        findings
            .add(endpoint.place,
                 "`" + std::string(other.properties.resource->logical_id) + "` has the private names of this service already")
            .related.push_back({other.properties.place.span, "here"});
        break;
      }
    earlier.push_back({endpoint, scenarios});
  }
}

}  // namespace

extern const Rule rule_E3064_private_names_twice{
    .id = "E3064",
    .summary = "one endpoint of a VPC has the private names of a service",
    .why = "The second endpoint cannot be made: the names are taken.",
    .check = check,
};

}  // namespace cxsam::lint
