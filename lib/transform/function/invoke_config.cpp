#include "transform/function/invoke_config.h"

#include <algorithm>
#include <array>

#include "transform/conditions.h"
#include "transform/function/alias.h"
#include "transform/shape.h"

namespace cxsam::transform {
namespace {

struct DestinationKind {
  std::string_view name;
  std::string_view action;         // that the role needs
  std::string_view resource_type;  // that SAM can make; "" = it must be given
  std::string_view suffix;
};

constexpr std::array<DestinationKind, 5> kKinds{{{"SQS", "sqs:SendMessage", "AWS::SQS::Queue", "Queue"},
                                                 {"SNS", "sns:publish", "AWS::SNS::Topic", "Topic"},
                                                 {"Lambda", "lambda:InvokeFunction", "", ""},
                                                 {"EventBridge", "events:PutEvents", "", ""},
                                                 {"S3Bucket", "s3:PutObject", "", ""}}};

const DestinationKind* kind_of(Scope& scope, const Node& event) {
  const Node* type = value_at(&event, "Type");
  const auto found = type && type->is_string() ? std::ranges::find(kKinds, std::string_view(type->text), &DestinationKind::name)
                                               : kKinds.end();
  if (found != kKinds.end()) return &*found;
  scope.error(type ? type : &event, "`Type` of a destination must be `SQS`, `SNS`, `Lambda`, `EventBridge` or `S3Bucket`");
  return nullptr;
}

Node policy(const std::string& prefix, const DestinationKind& kind, const Node& arn, const Maker& make) {
  const auto allow = [&](std::string_view action, Node resource) {
    return make.map("Action", action, "Effect", "Allow", "Resource", std::move(resource));
  };
  const bool bucket = kind.name == "S3Bucket";
  Node statements =
      bucket ? make.list(allow(kind.action, make_intrinsic("Fn::Join", make.list("/", make.list(arn, "*")), make.origin())),
                         allow("s3:ListBucket", arn))
             : make.list(allow(kind.action, arn));
  return make.map("PolicyName", prefix + (bucket ? "S3" : std::string(kind.name)) + "Policy", "PolicyDocument",
                  make.map("Statement", std::move(statements)));
}

/// Makes the queue or topic; returns its ARN.
Node made_destination(Scope& scope, const std::string& prefix, const DestinationKind& kind, const std::string& condition,
                      const Maker& make) {
  const std::string id = prefix + std::string(kind.suffix);
  scope.add(id, kind.resource_type, make.map(), {.condition = condition});
  scope.work.generated_properties[scope.id + ".Destination" + std::string(kind.suffix)] = id;
  return kind.name == "SQS" ? make.get_att(id, "Arn") : make.ref(id);
}

bool is_missing(const Node& branch) { return branch.is_null() || is_no_value(branch); }

/// `Destination: {Fn::If: [C, arn, AWS::NoValue]}` asks for a destination that is made where none is given.
Node chosen_destination(Scope& scope, const std::string& prefix, const DestinationKind& kind, const Node& choice,
                        const Maker& make) {
  const Nodes& parts = choice.members.front().value.items;
  const bool made_then = is_missing(parts[1]);
  const std::string written(parts[0].as_string().value_or(""));
  if (written.empty()) scope.error(&choice, "the first value of `Fn::If` must be the name of a condition");
  const std::string owner = scope.id + "EventInvokeConfig";
  const std::string when = made_then ? written : negated(scope.work, written, make, owner);
  const std::string_view own = scope.condition();
  const std::string condition = own.empty() ? when : both_of(scope.work, std::string(own), when, make, scope.id);
  return make.choose(when, made_destination(scope, prefix, kind, condition, make), parts[made_then ? 2 : 1]);
}

/// The ARN of a destination, after what it needs has been made; nothing after an error.
std::optional<Node> destination_arn(Scope& scope, const std::string& prefix, const DestinationKind& kind, const Node& event,
                                    const Maker& make) {
  const Node* given = value_at(&event, "Destination");
  const bool can_be_made = !kind.resource_type.empty();
  const auto intrinsic = given ? as_intrinsic(*given) : std::nullopt;
  const bool is_choice = intrinsic && intrinsic->name == "Fn::If";
  if (is_choice && intrinsic->argument->items.size() != 3) {
    scope.error(given, "`" + scope.id + "EventInvokeConfig`: `Fn::If` of `Destination` takes a condition and two values");
    return std::nullopt;
  }
  const bool one_missing = is_choice && is_missing(intrinsic->argument->items[1]) != is_missing(intrinsic->argument->items[2]);
  if (!can_be_made && (!given || one_missing)) {
    scope.error(given ? given : &event, "`Destination` is missing", "give the ARN of the destination");
    return std::nullopt;
  }
  if (!given) return made_destination(scope, prefix, kind, "", make);
  return one_missing ? chosen_destination(scope, prefix, kind, *given, make) : *given;
}

/// One of OnSuccess and OnFailure: {Destination: arn}.
std::optional<Node> destination(Scope& scope, const Member& event, const Maker& make, Nodes& policies) {
  if (!event.value.is_map()) {
    scope.error(&event.value, "`" + event.key + "` of `EventInvokeConfig` must be a map of `Type` and `Destination`");
    return std::nullopt;
  }
  const DestinationKind* kind = kind_of(scope, event.value);
  if (!kind) return std::nullopt;
  const std::string prefix = scope.id + "EventInvokeConfig" + event.key;
  auto arn = destination_arn(scope, prefix, *kind, event.value, make);
  if (!arn) return std::nullopt;
  policies.push_back(policy(prefix, *kind, *arn, make));
  return make.map("Destination", std::move(arn));
}

}  // namespace

void add_invoke_config(Scope& scope, const std::optional<std::string>& alias, Nodes& policies) {
  const Node* written = scope.property("EventInvokeConfig");
  if (!written || written->members.empty()) return;
  const Node config = scope.work.resolved(*written);
  const Maker make(written->span, scope.work.expand(written->span, "EventInvokeConfig", scope.make.origin().expansion));
  Node destinations = make.map();
  if (const Node* given = given_at(&config, "DestinationConfig")) {
    if (!given->is_map()) return scope.error(given, "`DestinationConfig` must be a map of `OnSuccess` and `OnFailure`");
    for (const Member& event : given->members) {
      if ((event.key != "OnSuccess" && event.key != "OnFailure") || event.value.is_null()) continue;
      if (auto made = destination(scope, event, make, policies)) make.add(destinations, event.key, std::move(*made));
    }
  }
  Attributes attributes;
  if (const Node* metadata = scope.body.find("Metadata"); metadata && metadata->is_map()) attributes.more_metadata = *metadata;
  if (alias) attributes.depends_on = make.list(alias_id(scope, *alias));
  scope.add(scope.id + "EventInvokeConfig", "AWS::Lambda::EventInvokeConfig",
            make.map("DestinationConfig", std::move(destinations), "FunctionName", make.ref(scope.id),
                     "MaximumEventAgeInSeconds", value_at(written, "MaximumEventAgeInSeconds"), "MaximumRetryAttempts",
                     value_at(written, "MaximumRetryAttempts"), "Qualifier", alias.value_or("$LATEST")),
            std::move(attributes));
}

}  // namespace cxsam::transform
