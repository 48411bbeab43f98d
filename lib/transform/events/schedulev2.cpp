// The ScheduleV2 event: a schedule of EventBridge Scheduler and the role it uses.
// Source: AWS SAM developer guide, "ScheduleV2" event source.
#include <array>

#include "transform/event_type.h"
#include "transform/shape.h"
#include "transform/start_role.h"

namespace cxsam::transform {
namespace {

constexpr std::array kProperties{
    Property{"ScheduleExpression", kText, true},
    Property{"FlexibleTimeWindow", kMap},
    Property{"Name", kText},
    Property{"State", kText},
    Property{"Description", kText},
    Property{"StartDate", kText},
    Property{"EndDate", kText},
    Property{"GroupName", kText},
    Property{"KmsKeyArn", kText},
    Property{"ScheduleExpressionTimezone", kText},
    Property{"Input", kText},
    Property{"RoleArn", kText},
    Property{"RetryPolicy", kMap},
    Property{"DeadLetterConfig", kMap},
    Property{"PermissionsBoundary", kText},
    Property{"OmitName", kBool | kPlain},
};

constexpr std::array<std::string_view, 6> kSame{"Description", "StartDate", "EndDate", "ScheduleExpressionTimezone",
                                                "GroupName",   "KmsKeyArn"};

/// The ARN of the dead letter queue; `Type: SQS` makes one.
std::optional<Node> dead_letter_arn(EventScope& event) {
  const Node* config = event.property("DeadLetterConfig");
  if (!config) return std::nullopt;
  const Node* arn = value_at(config, "Arn");
  const Node* type = config->find("Type");
  if (arn && !type) return *arn;
  const bool made = event.work.text(type) == "SQS" || (!type && config->find("Arn"));  // AWS makes one for `Arn: null` too
  const Node* id = value_at(config, "QueueLogicalId");
  if (arn || !made || (id && !id->is_string())) {
    event.error(config, "`DeadLetterConfig` takes either `Arn`, or `Type: SQS` and maybe `QueueLogicalId`");
    return std::nullopt;
  }
  const std::string queue = is_given(id) ? id->text : event.prefix + "Queue";
  event.owner.add_shared(queue, "AWS::SQS::Queue", event.make.map());
  return event.make.get_att(queue, "Arn");
}

Node role_arn(EventScope& event, const std::optional<Node>& dead_letters) {
  if (const Node* own = event.filled("RoleArn")) return *own;
  const bool function = event.target.kind == EventOwner::Function;
  Nodes policies{function ? one_action_policy(event, "LambdaPolicy", "lambda:InvokeFunction", event.target.arn)
                          : one_action_policy(event, "StartExecutionPolicy", "states:StartExecution", event.target.arn)};
  if (dead_letters && is_given(&*dead_letters))
    policies.push_back(one_action_policy(event, "SQSPolicy", "sqs:SendMessage", *dead_letters));
  event.add("Role", "AWS::IAM::Role",
            service_role(event, "scheduler.amazonaws.com", std::move(policies), event.filled("PermissionsBoundary")));
  return event.make.get_att(event.prefix + "Role", "Arn");
}

void add_schedule(EventScope& event) {
  const Maker& make = event.make;
  const Node* window = event.property("FlexibleTimeWindow");
  Node properties = make.map("ScheduleExpression", event.property("ScheduleExpression"), "FlexibleTimeWindow",
                             is_given(window) ? *window : make.map("Mode", "OFF"));
  const Node* name = event.filled("Name");
  const Node* omit = event.property("OmitName");
  const bool unnamed = omit && omit->as_bool().value_or(false);
  if (name && unnamed) return event.error(name, "`Name` and `OmitName` exclude each other", "remove one of them");
  if (!unnamed) make.add(properties, "Name", name ? *name : make.text(event.prefix));
  make.add(properties, "State", event.filled("State"));
  for (const std::string_view same : kSame) make.add(properties, same, event.property(same));
  const auto dead_letters = dead_letter_arn(event);
  Node target = make.map("Arn", event.target.arn, "RoleArn", role_arn(event, dead_letters), "Input", event.property("Input"),
                         "RetryPolicy", event.property("RetryPolicy"));
  if (dead_letters) make.add(target, "DeadLetterConfig", make.map("Arn", *dead_letters));
  make.add(properties, "Target", std::move(target));
  event.add("", "AWS::Scheduler::Schedule", std::move(properties));
}

}  // namespace

extern const EventType event_schedulev2{"ScheduleV2", kProperties, add_schedule, add_schedule};

}  // namespace cxsam::transform
