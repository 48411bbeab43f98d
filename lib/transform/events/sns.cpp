// The SNS event: a subscription of the function to a topic.
// Source: AWS SAM developer guide, "SNS" event source.
#include <array>

#include "transform/event_scope.h"
#include "transform/event_type.h"
#include "transform/shape.h"

namespace cxsam::transform {
namespace {

constexpr std::array kProperties{
    Property{"Topic", kText, true},
    Property{"Region", kText},
    Property{"FilterPolicy"},
    Property{"FilterPolicyScope"},
    Property{"SqsSubscription", kBool | kMap},
    Property{"RedrivePolicy", kMap},
};

void add_subscription(EventScope& event, std::string_view protocol, Node endpoint) {
  event.add("", "AWS::SNS::Subscription",
            event.make.map("Endpoint", std::move(endpoint), "Protocol", protocol, "TopicArn", event.property("Topic"), "Region",
                           event.property("Region"), "FilterPolicy", event.property("FilterPolicy"), "FilterPolicyScope",
                           event.property("FilterPolicyScope"), "RedrivePolicy", event.property("RedrivePolicy")));
}

/// A FIFO topic of this template delivers to FIFO queues only.
bool is_fifo_topic(EventScope& event) {
  const auto intrinsic = as_intrinsic(*event.property("Topic"));
  const auto id = intrinsic && intrinsic->name == "Ref" ? intrinsic->argument->as_string() : std::nullopt;
  if (!id || event.work.type_of(*id) != "AWS::SNS::Topic") return false;
  const Node* fifo = event.work.find_resource(*id)->value.at_path({"Properties", "FifoTopic"});
  return fifo && !fifo->is_null() && fifo->as_bool().value_or(true);
}

/// Through a queue: the topic sends to it, the function polls it. The queue is made unless one is given.
void subscribe_queue(EventScope& event, const Node& settings) {
  const Maker& make = event.make;
  const Node* arn = given_at(&settings, "QueueArn");
  const Node* url = given_at(&settings, "QueueUrl");
  if (settings.is_map() && (!arn || !url))
    return event.error(&settings, "`SqsSubscription` needs both `QueueArn` and `QueueUrl`");
  const std::string queue = event.prefix + "Queue";
  std::optional<Node> fifo;
  if (is_fifo_topic(event)) fifo = make_bool(true, make.origin());
  if (!arn) event.add("Queue", "AWS::SQS::Queue", make.map("FifoQueue", std::move(fifo)));
  const Node queue_arn = arn ? *arn : make.get_att(queue, "Arn");
  const Node* policy_id = given_at(&settings, "QueuePolicyLogicalId");
  const auto policy = policy_id ? event.work.text(policy_id) : event.prefix + "QueuePolicy";
  if (!policy) {
    return event.error(policy_id, "`QueuePolicyLogicalId` must be a text, or a `Ref` to a parameter with a value",
                       "it becomes a logical id, so it must be known before deployment");
  }
  add_subscription(event, "sqs", queue_arn);
  Node statement = make.map("Action", "sqs:SendMessage", "Effect", "Allow", "Principal", "*", "Resource", queue_arn,
                            "Condition", make.map("ArnEquals", make.map("aws:SourceArn", event.property("Topic"))));
  event.owner.add_shared(
      *policy, "AWS::SQS::QueuePolicy",
      make.map("PolicyDocument", make.map("Version", "2012-10-17", "Statement", make.list(std::move(statement))), "Queues",
               make.list(url ? *url : make.ref(queue))));
  // AWS's transform takes whatever stands at `Enabled` for true.
  const Node* batch = given_at(&settings, "BatchSize");
  event.add("EventSourceMapping", "AWS::Lambda::EventSourceMapping",
            make.map("BatchSize", batch ? *batch : make_int(10, make.origin()), "Enabled", true, "EventSourceArn", queue_arn,
                     "FunctionName", event.target.reference));
  event.managed_policies.emplace_back("AWSLambdaSQSQueueExecutionRole");
}

void to_function(EventScope& event) {
  const Node* through_queue = event.property("SqsSubscription");
  const bool filled = through_queue && through_queue->is_map() && !through_queue->members.empty();
  if (filled || (through_queue && through_queue->as_bool().value_or(false))) {
    return subscribe_queue(event, *through_queue);
  }
  add_subscription(event, "lambda", event.target.arn);
  event.add_permission("sns.amazonaws.com", event.copy("Topic"));
}

}  // namespace

extern const EventType event_sns{"SNS", kProperties, to_function};

}  // namespace cxsam::transform
