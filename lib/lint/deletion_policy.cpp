#include "lint/deletion_policy.h"

#include <algorithm>
#include <array>

#include "lint/given_values.h"

namespace cxsam::lint {
namespace {

// Source: AWS CloudFormation user guide, "DeletionPolicy attribute".
constexpr std::array<std::string_view, 8> kWithSnapshots{
    "AWS::DocDB::DBCluster",   "AWS::EC2::Volume",    "AWS::ElastiCache::CacheCluster", "AWS::ElastiCache::ReplicationGroup",
    "AWS::Neptune::DBCluster", "AWS::RDS::DBCluster", "AWS::RDS::DBInstance",           "AWS::Redshift::Cluster"};

}  // namespace

void check_deletion_policy(const CheckContext& context, std::string_view attribute, bool on_create, Findings& findings) {
  for (const tmpl::Resource& resource : context.source.resources()) {
    const Member* policy = resource.node->find_member(attribute);
    if (!policy) continue;
    std::vector<std::string> allowed{"Delete", "Retain"};
    if (on_create) allowed.emplace_back("RetainExceptOnCreate");
    if (std::ranges::find(kWithSnapshots, resource.type) != kWithSnapshots.end()) allowed.emplace_back("Snapshot");
    const auto is_allowed = [&](const Node& value) { return std::ranges::find(allowed, value.text) != allowed.end(); };
    const std::string lacks =
        "a resource of type `" + std::string(resource.type) + "` has no `" + std::string(attribute) + ": ";
    for (const GivenValue& given : given_values(context, policy->value, {}))
      if (given.value.is_string() && !is_allowed(given.value))
        add_given(given, policy->key_span, lacks + given.value.text + "`", findings);
    if (as_intrinsic(policy->value)) continue;
    if (policy->value.is_string() && is_allowed(policy->value)) continue;
    Diagnostic& finding = findings.add(policy->key_span, lacks + policy->value.text + "`");
    finding.hints = did_you_mean(policy->value.text, allowed);
  }
}

}  // namespace cxsam::lint
