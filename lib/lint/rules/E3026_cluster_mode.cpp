#include "lint/places.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

// Where the settings make it a cluster. Those of another template cannot be looked into.
std::vector<Scenario> cluster_scenarios(const CheckContext& context, const PlacedValue& group) {
  std::vector<Scenario> scenarios;
  for (const PlacedValue& name : values_below(context, group, {"CacheParameterGroupName"})) {
    const tmpl::Resource* parameters = referred_resource(context, *name.node);
    if (!parameters) continue;
    for (const PlacedValue& enabled : values_at(context, *parameters, {"Properties", "Properties", "cluster-enabled"}))
      if (enabled.node->as_bool() == true || enabled.node->text == "yes")
        if (std::optional<Scenario> both = in_both(context, name.scenario, enabled.scenario))
          scenarios.push_back(*std::move(both));
  }
  return scenarios;
}

// Source: AWS CloudFormation template reference, "AWS::ElastiCache::ReplicationGroup".
void check_group(const CheckContext& context, const PlacedValue& group, Findings& findings) {
  const Member* name = group.node->find_member("CacheParameterGroupName");
  for (const Scenario& cluster : cluster_scenarios(context, group)) {
    for (const PlacedValue& failover : values_below(context, group, {"AutomaticFailoverEnabled"}))
      if (failover.node->as_bool() == false && can_meet(context, cluster, failover.scenario))
        findings.add(name->key_span, "a cluster needs `AutomaticFailoverEnabled`")
            .related.push_back({failover.where, "it is off"});
    for (const PlacedValue& nodes : values_below(context, group, {"NumCacheClusters"}))
      if (const auto count = nodes.node->as_int(); count && *count <= 1 && can_meet(context, cluster, nodes.scenario))
        findings.add(name->key_span, "a cluster needs several nodes").related.push_back({nodes.where, "here"});
  }
}

void check(const CheckContext& context, Findings& findings) {
  for (const tmpl::Resource* resource : resources_of(context, "AWS::ElastiCache::ReplicationGroup"))
    for (const PlacedValue& group : values_at(context, *resource, {"Properties"})) check_group(context, group, findings);
}

}  // namespace

extern const Rule rule_E3026_cluster_mode;
const Rule rule_E3026_cluster_mode{
    .id = "E3026",
    .summary = "a Redis cluster has automatic failover and several nodes",
    .why = "ElastiCache refuses a cluster without them.",
    .check = check,
};

}  // namespace cxsam::lint
