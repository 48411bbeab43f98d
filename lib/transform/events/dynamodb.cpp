// The DynamoDB event: a function polls the stream of a table.
// Source: AWS SAM developer guide, "DynamoDB" event source.
#include "transform/event_type.h"
#include "transform/pull_source.h"

namespace cxsam::transform {
namespace {

constexpr auto kProperties = with_pull_properties(Property{"Stream", kAny, true}, Property{"StartingPosition", kAny, true});

void to_function(EventScope& event) {
  add_event_source_mapping(event, *event.property("Stream"), "AWSLambdaDynamoDBExecutionRole");
}

}  // namespace

extern const EventType event_dynamodb{"DynamoDB", kProperties, to_function};

}  // namespace cxsam::transform
