#include <algorithm>
#include <array>

#include "lint/places/given_values.h"
#include "lint/rule.h"
#include "lint/subjects/policies.h"
#include "template/pattern.h"

namespace cxsam::lint {
namespace {

/// A resource that has a policy, and whether that may say `*`, itself.
struct Place {
  std::string_view type;
  bool takes_star;
};
// Sources: Amazon S3 user guide, "Policies and permissions in Amazon S3"; IAM user guide, "IAM JSON policy elements: Resource".
constexpr std::array kPlaces{Place{"AWS::S3::BucketPolicy", false}, Place{"AWS::KMS::Key", true},
                             Place{"AWS::OpenSearchService::Domain", true}, Place{"AWS::SNS::TopicPolicy", true},
                             Place{"AWS::SQS::QueuePolicy", true}};
constexpr std::string_view kArn = "^arn:aws[A-Za-z\\-]*?:[^:]+:[^:]*(:(?:\\d{12}|\\*|aws)?:.+|)$";

class ResourceCheck {
 public:
  ResourceCheck(const CheckContext& context, Findings& findings)
      : context_(context), findings_(findings), arn_(tmpl::Pattern::compile(kArn)) {}

  void check_written(const PlacedValue& resource, bool takes_star) const {
    if (!is_wrong(*resource.node, takes_star)) return;
    findings_.add(resource.place, "`" + std::string(resource.text()) + "` is no ARN")
        .hints.emplace_back("write `!Sub \"arn:${AWS::Partition}:s3:::${Bucket}/*\"`");
  }

  void check_given(const PlacedValue& resource, bool takes_star) const {
    for (const GivenValue& given : given_values(context_, resource))
      if (is_wrong(given.value, takes_star))
        add_given(given, "this gives `" + given.value.text + "`, which is no ARN", findings_);
  }

 private:
  bool is_wrong(const Node& value, bool takes_star) const {
    if (!value.is_string() || (takes_star && value.text == "*")) return false;
    return arn_ && value.text.find("{{resolve:") == std::string::npos && arn_->matches_somewhere(value.text) == false;
  }

  const CheckContext& context_;
  Findings& findings_;
  Result<tmpl::Pattern> arn_;
};

const Place* find_place(std::string_view type) {
  const auto* found = std::ranges::find(kPlaces, type, &Place::type);
  return found == kPlaces.end() ? nullptr : found;
}

// What functions give is looked at where one resource is named, and not in lists, as cfn-lint does.
void check(const CheckContext& context, Findings& findings) {
  const ResourceCheck resources(context, findings);
  const Policies policies = policies_of(context);
  for (const PlacedValue& policy : policies.documents) {
    const Place* place = find_place(policy.resource->type);
    if (!place) continue;
    for (const PlacedValue& statement : statements_of(context, policy)) {
      for (const PlacedValue& one : values_below(context, statement, {"Resource"})) {
        resources.check_written(one, place->takes_star);
        resources.check_given(one, place->takes_star);
      }
      for (const PlacedValue& one : values_below(context, statement, {"Resource", "*"}))
        resources.check_written(one, place->takes_star);
    }
  }
}

}  // namespace

extern const Rule rule_E3514_bucket_policy_resource{
    .id = "E3514",
    .summary = "the policy of a bucket, a key, a queue or a topic names its resources by ARN",
    .why = "The service refuses the policy.",
    .check = check,
    .names_functions = true,
};

}  // namespace cxsam::lint
