#include "lint/policies.h"
#include "lint/rule.h"
#include "template/pattern.h"

namespace cxsam::lint {
namespace {

// Source: Amazon S3 user guide, "Policies and permissions in Amazon S3" (resources).
constexpr std::string_view kArn = "^arn:aws[A-Za-z\\-]*?:[^:]+:[^:]*(:(?:\\d{12}|\\*|aws)?:.+|)$";

void check(const CheckContext& context, Findings& findings) {
  const Result<tmpl::Pattern> arn = tmpl::Pattern::compile(kArn);
  const auto check_resource = [&](const PlacedValue& resource) {
    if (resource.node->is_string() && arn && arn->matches_somewhere(resource.text()) == false)
      findings.add(resource.where, "`" + std::string(resource.text()) + "` is no ARN")
          .hints.emplace_back("write `!Sub \"arn:${AWS::Partition}:s3:::${Bucket}/*\"`");
  };
  for (const tmpl::Resource* bucket_policy : resources_of(context, "AWS::S3::BucketPolicy"))
    for (const PlacedValue& policy : values_at(context, *bucket_policy, {"Properties", "PolicyDocument"}))
      for (const PlacedValue& statement : statements_of(context, policy)) {
        for (const PlacedValue& resource : values_below(context, statement, {"Resource"})) check_resource(resource);
        for (const PlacedValue& resource : values_below(context, statement, {"Resource", "*"})) check_resource(resource);
      }
}

}  // namespace

extern const Rule rule_E3514_bucket_policy_resource;
const Rule rule_E3514_bucket_policy_resource{
    .id = "E3514",
    .summary = "a bucket policy names its resources by ARN",
    .why = "S3 refuses the policy.",
    .check = check,
};

}  // namespace cxsam::lint
