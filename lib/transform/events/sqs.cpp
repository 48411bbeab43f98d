// The SQS event: a function polls a queue.
// Source: AWS SAM developer guide, "SQS" event source.
#include "transform/event_type.h"
#include "transform/pull_source.h"

namespace cxsam::transform {
namespace {

constexpr auto kProperties = with_pull_properties(Property{"Queue", kAny, true});

void to_function(EventScope& event) {
  add_event_source_mapping(event, *event.property("Queue"), "AWSLambdaSQSQueueExecutionRole");
}

}  // namespace

extern const EventType event_sqs{"SQS", kProperties, to_function};

}  // namespace cxsam::transform
