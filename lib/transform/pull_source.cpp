#include "transform/pull_source.h"

namespace cxsam::transform {
namespace {

struct DestinationPolicy {
  std::string_view type;
  std::string_view action;
};

constexpr DestinationPolicy kDestinations[]{{"SQS", "sqs:SendMessage"}, {"SNS", "sns:publish"}, {"S3", "s3:PutObject"}};

/// DestinationConfig for CloudFormation, which knows no `Type`; the type decides what the role needs.
Node destination_config(EventScope& event, const Node& config) {
  Node out = config;
  for (Member& member : out.members) {
    const Node* type = member.value.find("Type");
    const Node* destination = member.value.find("Destination");
    if (member.key != "OnFailure" || !type) continue;
    const std::string kind = event.work.text(type).value_or("");
    const Maker& make = event.make;
    for (const DestinationPolicy& known : kDestinations) {
      if (known.type != kind || !destination) continue;
      Node statement = make.map("Action", known.action, "Effect", "Allow", "Resource", *destination);
      event.policies.push_back(make.map("PolicyName", event.prefix + kind + "Policy", "PolicyDocument",
                                        make.map("Statement", make.list(std::move(statement)))));
    }
    member.value.erase("Type");
  }
  return out;
}

}  // namespace

void add_event_source_mapping(EventScope& event, std::optional<Node> source_arn, std::string_view managed_policy, Node more) {
  const Maker& make = event.make;
  Node properties = make.map("EventSourceArn", std::move(source_arn), "FunctionName", event.target.reference);
  for (const Property& property : kPullProperties) {
    const Node* value = event.property(property.name);
    if (!value || property.name == "SchemaRegistryConfig") continue;
    make.add(properties, property.name, property.name == "DestinationConfig" ? destination_config(event, *value) : *value);
  }
  for (Member& member : more.members) properties.members.push_back(std::move(member));
  event.add("", "AWS::Lambda::EventSourceMapping", std::move(properties));
  if (!managed_policy.empty()) event.managed_policies.emplace_back(managed_policy);
}

}  // namespace cxsam::transform
