#include "lint/places/presence.h"
#include "lint/places/values.h"
#include "lint/rule.h"
#include "lint/schema/evaluator.h"

namespace cxsam::lint {
namespace {

using schema::Frame;

// Where the settings make it a cluster. Those of another template cannot be looked into.
std::vector<Scenario> cluster_scenarios(const CheckContext& context, const PlacedValue& group) {
  std::vector<Scenario> scenarios;
  for (const PlacedValue& name : values_below(context, group, {"CacheParameterGroupName"})) {
    const tmpl::Resource* parameters = referred_resource(context, *name.node);
    if (!parameters) continue;
    for (const PlacedValue& enabled : values_at(context, *parameters, {"Properties", "Properties", "cluster-enabled"}))
      if (enabled.text() == "yes")
        if (std::optional<Scenario> both = in_both(context, name.scenario, enabled.scenario))
          scenarios.push_back(*std::move(both));
  }
  return scenarios;
}

// Whether in some case of the scenario neither groups of nodes nor several nodes are asked for.
bool may_lack_nodes(const CheckContext& context, const PlacedValue& group, const Scenario& scenario) {
  Frame start;
  start.scenario = scenario;
  bool lacks = false;
  schema::Evaluator(context, context.conditions)
      .for_each_scenario(start, [&](const Frame& frame) -> std::optional<std::string_view> {
        ScenarioView view{frame.scenario, context.conditions};
        const Node* groups = view.find(*group.node, "NumNodeGroups");
        const Node* nodes = view.find(*group.node, "NumCacheClusters");
        if (view.undecided) return view.undecided;
        const bool is_open = nodes && !nodes->as_int();
        lacks = lacks || (!groups && !is_open && (!nodes || *nodes->as_int() <= 1));
        return std::nullopt;
      });
  return lacks;
}

// Source: AWS CloudFormation template reference, "AWS::ElastiCache::ReplicationGroup".
void check_group(const CheckContext& context, const PlacedValue& group, Findings& findings) {
  const Member* name = group.node->find_member("CacheParameterGroupName");
  if (!name) return;
  const Place named = place_of(*name, group.place, context.sources);
  const Span where =
      as_intrinsic(name->value) ? place_of(name->value.members.front(), named, context.sources).span : named.span;
  for (const Scenario& cluster : cluster_scenarios(context, group)) {
    for (const PlacedValue& failover : values_below(context, group, {"AutomaticFailoverEnabled"}))
      if (failover.node->as_bool() == false && can_meet(context, cluster, failover.scenario))
        findings.add(where, "a cluster needs `AutomaticFailoverEnabled`").related.push_back({failover.place.span, "it is off"});
    if (may_lack_nodes(context, group, cluster)) findings.add(where, "a cluster needs several nodes");
  }
}

void check(const CheckContext& context, Findings& findings) {
  for (const tmpl::Resource* resource : resources_of(context, "AWS::ElastiCache::ReplicationGroup"))
    for (const PlacedValue& group : values_at(context, *resource, {"Properties"})) check_group(context, group, findings);
}

}  // namespace

extern const Rule rule_E3026_cluster_mode{
    .id = "E3026",
    .summary = "a Redis cluster has automatic failover and several nodes",
    .why = "ElastiCache refuses a cluster without them.",
    .check = check,
};

}  // namespace cxsam::lint
