#include <array>

#include "lint/given_values.h"
#include "lint/policies.h"
#include "lint/rule.h"
#include "template/pattern.h"

namespace cxsam::lint {
namespace {

/// A policy of a resource, and whether it may say `*`, itself.
struct Place {
  std::string_view type;
  std::string_view property;
  bool takes_star;
};
// Sources: Amazon S3 user guide, "Policies and permissions in Amazon S3"; IAM user guide, "IAM JSON policy elements: Resource".
constexpr std::array kPlaces{Place{"AWS::S3::BucketPolicy", "PolicyDocument", false}, Place{"AWS::KMS::Key", "KeyPolicy", true},
                             Place{"AWS::SNS::TopicPolicy", "PolicyDocument", true},
                             Place{"AWS::SQS::QueuePolicy", "PolicyDocument", true}};
constexpr std::string_view kArn = "^arn:aws[A-Za-z\\-]*?:[^:]+:[^:]*(:(?:\\d{12}|\\*|aws)?:.+|)$";

class ResourceCheck {
 public:
  ResourceCheck(const CheckContext& context, Findings& findings)
      : context_(context), findings_(findings), arn_(tmpl::Pattern::compile(kArn)) {}

  void check(const PlacedValue& resource, bool takes_star) const {
    const auto is_wrong = [&](const Node& value) {
      if (!value.is_string() || (takes_star && value.text == "*")) return false;
      return arn_ && value.text.find("{{resolve:") == std::string::npos && arn_->matches_somewhere(value.text) == false;
    };
    if (is_wrong(*resource.node))
      findings_.add(resource.where, "`" + std::string(resource.text()) + "` is no ARN")
          .hints.emplace_back("write `!Sub \"arn:${AWS::Partition}:s3:::${Bucket}/*\"`");
    if (takes_star) return;  // readers of cfn-lint's ids do not know findings about what functions give there
    for (const GivenValue& given : given_values(context_, *resource.node, resource.scenario))
      if (is_wrong(given.value))
        add_given(given, resource.where, "this gives `" + given.value.text + "`, which is no ARN", findings_);
  }

 private:
  const CheckContext& context_;
  Findings& findings_;
  Result<tmpl::Pattern> arn_;
};

void check(const CheckContext& context, Findings& findings) {
  const ResourceCheck resources(context, findings);
  for (const Place& place : kPlaces)
    for (const tmpl::Resource* owner : resources_of(context, place.type))
      for (const PlacedValue& policy : values_at(context, *owner, {"Properties", place.property}))
        for (const PlacedValue& statement : statements_of(context, policy)) {
          for (const PlacedValue& one : values_below(context, statement, {"Resource"})) resources.check(one, place.takes_star);
          for (const PlacedValue& one : values_below(context, statement, {"Resource", "*"}))
            resources.check(one, place.takes_star);
        }
}

}  // namespace

extern const Rule rule_E3514_bucket_policy_resource;
const Rule rule_E3514_bucket_policy_resource{
    .id = "E3514",
    .summary = "the policy of a bucket, a key, a queue or a topic names its resources by ARN",
    .why = "The service refuses the policy.",
    .check = check,
};

}  // namespace cxsam::lint
