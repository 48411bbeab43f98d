#include "transform/function/invoke_config.h"

#include <algorithm>
#include <array>

#include "transform/function/alias.h"

namespace cxsam::transform {
namespace {

struct DestinationKind {
  std::string_view name;
  std::string_view action;         // that the role needs; "" = none
  std::string_view resource_type;  // that SAM can make; "" = it must be given
  std::string_view suffix;
};

constexpr std::array<DestinationKind, 5> kKinds{{{"SQS", "sqs:SendMessage", "AWS::SQS::Queue", "Queue"},
                                                 {"SNS", "sns:publish", "AWS::SNS::Topic", "Topic"},
                                                 {"Lambda", "lambda:InvokeFunction", "", ""},
                                                 {"EventBridge", "events:PutEvents", "", ""},
                                                 {"S3Bucket", "s3:PutObject", "", ""}}};

/// One of OnSuccess and OnFailure: {Destination: arn}, after the queue or topic and the policy have been made.
std::optional<Node> destination(Scope& scope, const Member& event, const Maker& make, std::vector<Node>& policies) {
  const Node* type = event.value.find("Type");
  const auto name = scope.work.text(type);
  const auto kind = name ? std::ranges::find(kKinds, std::string_view(*name), &DestinationKind::name) : kKinds.end();
  if (type && kind == kKinds.end()) {
    scope.error(type, "`Type` of a destination must be `SQS`, `SNS`, `Lambda`, `EventBridge` or `S3Bucket`");
    return std::nullopt;
  }
  std::optional<Node> arn;
  if (const Node* given = event.value.find("Destination")) arn = *given;
  if (kind == kKinds.end()) return make.map("Destination", std::move(arn));
  if (!arn && kind->resource_type.empty()) {
    scope.error(&event.value, "`Destination` is missing", "give the ARN of the destination");
    return std::nullopt;
  }
  const std::string prefix = scope.id + "EventInvokeConfig" + event.key;
  if (!arn) {
    const std::string made = prefix + std::string(kind->suffix);
    scope.add(made, kind->resource_type, make.map());
    arn = kind->name == "SQS" ? make.get_att(made, "Arn") : make.ref(made);
  }
  policies.push_back(
      make.map("PolicyName", prefix + std::string(kind->name) + "Policy", "PolicyDocument",
               make.map("Statement", make.list(make.map("Action", kind->action, "Effect", "Allow", "Resource", *arn)))));
  return make.map("Destination", std::move(arn));
}

}  // namespace

void add_invoke_config(Scope& scope, const std::optional<std::string>& alias, std::vector<Node>& policies) {
  const Node* config = scope.property("EventInvokeConfig");
  if (!config) return;
  const Maker make(config->span, scope.work.expand(config->span, "EventInvokeConfig", scope.make.origin().expansion));
  Node destinations = make.map();
  if (const Node* given = config->find("DestinationConfig")) {
    for (const Member& event : given->members) {
      if (event.key != "OnSuccess" && event.key != "OnFailure") continue;
      if (auto made = destination(scope, event, make, policies)) make.add(destinations, event.key, std::move(*made));
    }
  }
  Attributes attributes;
  if (alias) attributes.depends_on = make.list(alias_id(scope, *alias));
  scope.add(scope.id + "EventInvokeConfig", "AWS::Lambda::EventInvokeConfig",
            make.map("DestinationConfig", std::move(destinations), "FunctionName", make.ref(scope.id),
                     "MaximumEventAgeInSeconds", config->find("MaximumEventAgeInSeconds"), "MaximumRetryAttempts",
                     config->find("MaximumRetryAttempts"), "Qualifier", alias.value_or("$LATEST")),
            std::move(attributes));
}

}  // namespace cxsam::transform
