#include "transform/rule_target.h"

#include "transform/shape.h"
#include "transform/start_role.h"

namespace cxsam::transform {
namespace {

/// {Arn: queue}; `Type: SQS` without an Arn makes `<prefix>Queue`, or the QueueLogicalId that is given.
std::optional<Node> dead_letter_queue(EventScope& event) {
  const Node* config = event.property("DeadLetterConfig");
  if (!config) return std::nullopt;
  const Maker& make = event.make;
  const Node* arn = value_at(config, "Arn");
  const Node* type = config->find("Type");
  if (arn && type) {
    event.error(config, "`DeadLetterConfig` takes either `Arn` or `Type`");
    return std::nullopt;
  }
  if (arn) return make.map("Arn", *arn);
  const bool made = event.work.text(type) == "SQS" || (!type && config->find("Arn"));  // AWS makes one for `Arn: null` too
  if (!made) {
    event.error(config, "`DeadLetterConfig` needs `Arn`, or `Type: SQS`");
    return std::nullopt;
  }
  const Node* given = value_at(config, "QueueLogicalId");
  if (given && !given->is_string()) {
    event.error(given, "`QueueLogicalId` must be a text", "it becomes a logical id, so it cannot be an intrinsic function");
    return std::nullopt;
  }
  const std::string queue = is_given(given) ? given->text : event.prefix + "Queue";
  event.owner.add_shared(queue, "AWS::SQS::Queue", make.map());
  Node statement = make.map("Effect", "Allow", "Principal", make.map("Service", "events.amazonaws.com"), "Action",
                            "sqs:SendMessage", "Resource", make.get_att(queue, "Arn"), "Condition",
                            make.map("ArnEquals", make.map("aws:SourceArn", make.get_att(event.prefix, "Arn"))));
  event.add("QueuePolicy", "AWS::SQS::QueuePolicy",
            make.map("PolicyDocument", make.map("Version", "2012-10-17", "Statement", make.list(std::move(statement))),
                     "Queues", make.list(make.ref(queue))));
  return make.map("Arn", make.get_att(queue, "Arn"));
}

}  // namespace

Node rule_target(EventScope& event) {
  const bool function = event.target.kind == EventOwner::Function;
  const Node* given = event.property("Target");
  const Node* id = given ? given->find("Id") : nullptr;
  std::optional<Node> role;
  if (!function) role = start_execution_role(event, "events.amazonaws.com", "RoleStartExecutionPolicy");
  const std::string suffix = function ? "LambdaTarget" : "StepFunctionsTarget";
  const std::string own_id = event.prefix.substr(0, 64 - suffix.size()) + suffix;  // EventBridge takes 64 signs
  return event.make.map("Arn", event.target.arn, "Id", id ? *id : event.make.text(own_id), "RoleArn", std::move(role), "Input",
                        event.property("Input"), "InputPath", event.property("InputPath"), "InputTransformer",
                        event.property("InputTransformer"), "RetryPolicy", event.property("RetryPolicy"), "DeadLetterConfig",
                        dead_letter_queue(event));
}

std::optional<Node> rule_state(EventScope& event) {
  const Node* enabled = event.property("Enabled");
  if (!enabled) {
    const Node* state = event.filled("State");
    return state ? std::optional(*state) : std::nullopt;
  }
  if (event.property("State")) event.error(enabled, "`Enabled` and `State` exclude each other", "keep `State`");
  const bool on = as_intrinsic(*enabled) || enabled->as_bool().value_or(is_given(enabled));
  return event.make.text(on ? "ENABLED" : "DISABLED");
}

void permit_rule(EventScope& event) {
  if (event.target.kind == EventOwner::StateMachine) return;
  event.add_permission("events.amazonaws.com", event.make.get_att(event.prefix, "Arn"));
}

}  // namespace cxsam::transform
