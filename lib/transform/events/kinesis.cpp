// The Kinesis event: a function polls a stream.
// Source: AWS SAM developer guide, "Kinesis" event source.
#include "transform/event_type.h"
#include "transform/pull_source.h"

namespace cxsam::transform {
namespace {

constexpr auto kProperties = with_pull_properties(Property{"Stream", kAny, true}, Property{"StartingPosition", kAny, true});

void to_function(EventScope& event) {
  add_event_source_mapping(event, *event.property("Stream"), "AWSLambdaKinesisExecutionRole");
}

}  // namespace

extern const EventType event_kinesis{"Kinesis", kProperties, to_function};

}  // namespace cxsam::transform
