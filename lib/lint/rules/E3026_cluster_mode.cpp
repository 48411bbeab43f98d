#include "lint/places.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

// Parameters of another template cannot be looked into.
bool is_cluster(const CheckContext& context, const PlacedValue& group) {
  for (const PlacedValue& name : values_below(context, group, {"CacheParameterGroupName"})) {
    const tmpl::Resource* parameters = referred_resource(context, *name.node);
    if (!parameters) continue;
    for (const PlacedValue& enabled : values_at(context, *parameters, {"Properties", "Properties", "cluster-enabled"}))
      if (enabled.node->as_bool() == true || enabled.node->text == "yes") return true;
  }
  return false;
}

// Source: AWS CloudFormation template reference, "AWS::ElastiCache::ReplicationGroup".
void check(const CheckContext& context, Findings& findings) {
  for (const tmpl::Resource* resource : resources_of(context, "AWS::ElastiCache::ReplicationGroup"))
    for (const PlacedValue& group : values_at(context, *resource, {"Properties"})) {
      if (!is_cluster(context, group)) continue;
      const Member* name = group.node->find_member("CacheParameterGroupName");
      for (const PlacedValue& failover : values_below(context, group, {"AutomaticFailoverEnabled"}))
        if (failover.node->as_bool() == false)
          findings.add(name->key_span, "a cluster needs `AutomaticFailoverEnabled`")
              .related.push_back({failover.where, "it is off"});
      for (const PlacedValue& nodes : values_below(context, group, {"NumCacheClusters"}))
        if (const auto count = nodes.node->as_int(); count && *count <= 1)
          findings.add(name->key_span, "a cluster needs several nodes").related.push_back({nodes.where, "here"});
    }
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
