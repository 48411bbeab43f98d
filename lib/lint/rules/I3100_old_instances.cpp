#include <algorithm>
#include <array>

#include "base/text.h"
#include "lint/places/values.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

// Source: Amazon EC2, "Previous generation instances".
constexpr std::array<std::string_view, 14> kOldFamilies{"c1",  "c3", "cc2", "cg1", "cr1", "g2", "hi1",
                                                        "hs1", "i2", "m1",  "m2",  "m3",  "r3", "t1"};

// "db.m3.large", "m3.medium.search" and "m3.large" are of the family m3.
std::string_view family_of(std::string_view instance) {
  const std::vector<std::string_view> parts = split(instance, '.');
  const bool has_prefix = parts[0] == "db" || parts[0] == "cache";
  return parts[has_prefix && parts.size() > 1 ? 1 : 0];
}

void check_place(const CheckContext& context, std::string_view type, std::initializer_list<std::string_view> path,
                 Findings& findings) {
  for (const tmpl::Resource* resource : resources_of(context, type))
    for (const PlacedValue& instance : values_at(context, *resource, path)) {
      if (!instance.node->is_string()) continue;
      if (std::ranges::find(kOldFamilies, family_of(instance.text())) != kOldFamilies.end())
        findings.add(instance.place, "`" + std::string(instance.text()) + "` is of a previous generation");
    }
}

void check(const CheckContext& context, Findings& findings) {
  for (const std::string_view type :
       {"AWS::AutoScaling::LaunchConfiguration", "AWS::EC2::CapacityReservation", "AWS::EC2::Host", "AWS::EC2::Instance"})
    check_place(context, type, {"Properties", "InstanceType"}, findings);
  check_place(context, "AWS::EC2::LaunchTemplate", {"Properties", "LaunchTemplateData", "InstanceType"}, findings);
  check_place(context, "AWS::RDS::DBInstance", {"Properties", "DBInstanceClass"}, findings);
  check_place(context, "AWS::ElastiCache::CacheCluster", {"Properties", "CacheNodeType"}, findings);
  check_place(context, "AWS::ElastiCache::ReplicationGroup", {"Properties", "CacheNodeType"}, findings);
  check_place(context, "AWS::Elasticsearch::Domain", {"Properties", "ElasticsearchClusterConfig", "InstanceType"}, findings);
  check_place(context, "AWS::OpenSearchService::Domain", {"Properties", "ClusterConfig", "InstanceType"}, findings);
}

}  // namespace

extern const Rule rule_I3100_old_instances{
    .id = "I3100",
    .summary = "instances are of a current generation",
    .why = "Previous generations cost more for less, and AWS adds no capacity to them.",
    .severity = Severity::Info,
    .check = check,
};

}  // namespace cxsam::lint
