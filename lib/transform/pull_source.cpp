#include "transform/pull_source.h"

#include <algorithm>

#include "transform/shape.h"
#include "transform/source_access.h"

namespace cxsam::transform {
namespace {

struct DestinationKind {
  std::string_view type;
  std::string_view action;  // that the role needs; "" = none
};

constexpr DestinationKind kDestinations[]{
    {"SQS", "sqs:SendMessage"}, {"SNS", "sns:publish"}, {"S3", "s3:PutObject"}, {"Kafka", ""}};

Node destination_policy(EventScope& event, const DestinationKind& kind, const Node& arn) {
  const Maker& make = event.make;
  const auto statement = [&](std::string_view action, Node resource) {
    return allow(make, make.text(action), std::move(resource));
  };
  const bool bucket = kind.type == "S3";
  Node statements =
      bucket ? make.list(statement(kind.action, make_intrinsic("Fn::Join", make.list("/", make.list(arn, "*")), make.origin())),
                         statement("s3:ListBucket", arn))
             : make.list(statement(kind.action, arn));
  return make.map("PolicyName", event.prefix + std::string(kind.type) + "Policy", "PolicyDocument",
                  make.map("Statement", std::move(statements)));
}

/// DestinationConfig for CloudFormation, which knows no `Type`; the type decides what the role needs. Nothing when it is
/// empty, or after an error.
std::optional<Node> destination_config(EventScope& event, const Node& config) {
  if (config.members.empty()) return std::nullopt;
  const Node* failure = value_at(&config, "OnFailure");
  if (!failure || !failure->is_map()) {
    event.error(failure ? failure : &config, "`DestinationConfig` must have a map `OnFailure`");
    return std::nullopt;
  }
  const Node* type = value_at(failure, "Type");
  if (!is_given(type)) return config;
  const auto kind = std::ranges::find(kDestinations, type->as_string().value_or(""), &DestinationKind::type);
  if (kind == std::end(kDestinations)) {
    event.error(type, "`Type` of `OnFailure` must be `SQS`, `SNS`, `S3` or `Kafka`");
    return std::nullopt;
  }
  const Node* arn = value_at(failure, "Destination");
  if (!kind->action.empty()) {
    event.policies.push_back(destination_policy(event, *kind, arn ? *arn : make_null(event.make.origin())));
  }
  Node out = config;
  out.find("OnFailure")->erase("Type");
  return out;
}

/// A filter of another form would let every record through.
void check_filter(EventScope& event) {
  const Node* filter = event.property("FilterCriteria");
  if (!filter || as_intrinsic(*filter) || filter->members.empty()) return;
  if (filter->members.size() != 1 || !filter->find("Filters")) {
    event.error(filter, "`FilterCriteria` must have `Filters` and nothing else", "write `Filters: [{Pattern: ...}]`");
  }
}

}  // namespace

void add_event_source_mapping(EventScope& event, std::optional<Node> source_arn, std::string_view managed_policy, Node more) {
  const Maker& make = event.make;
  check_filter(event);
  Node properties = make.map("EventSourceArn", std::move(source_arn), "FunctionName", event.target.reference);
  for (const Property& property : kPullProperties) {
    const Node* value = event.property(property.name);
    if (!value || property.name == "SchemaRegistryConfig") continue;
    if (property.name == "DestinationConfig") {
      make.add(properties, property.name, destination_config(event, *value));
    } else {
      make.add(properties, property.name, *value);
    }
  }
  for (Member& member : more.members) properties.members.push_back(std::move(member));
  event.add("", "AWS::Lambda::EventSourceMapping", std::move(properties));
  if (!managed_policy.empty()) event.managed_policies.emplace_back(managed_policy);
}

Node kafka_config(EventScope& event, std::string_view name) {
  Node config = event.make.map("ConsumerGroupId", event.filled("ConsumerGroupId"), "SchemaRegistryConfig",
                               event.filled("SchemaRegistryConfig"));
  Node wrapped = event.make.map();
  if (!config.members.empty()) event.make.add(wrapped, name, std::move(config));
  return wrapped;
}

}  // namespace cxsam::transform
