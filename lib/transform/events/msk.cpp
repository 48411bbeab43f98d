// The MSK event: a function polls topics of a cluster of Amazon MSK.
// Source: AWS SAM developer guide, "MSK" event source.
#include "transform/event_type.h"
#include "transform/pull_source.h"

namespace cxsam::transform {
namespace {

constexpr auto kProperties = with_pull_properties(Property{"Stream", kAny, true}, Property{"StartingPosition", kAny, true},
                                                  Property{"ConsumerGroupId", kText});

void to_function(EventScope& event) {
  const Maker& make = event.make;
  Node more = make.map();
  if (event.property("ConsumerGroupId") || event.property("SchemaRegistryConfig")) {
    make.add(more, "AmazonManagedKafkaEventSourceConfig",
             make.map("ConsumerGroupId", event.property("ConsumerGroupId"), "SchemaRegistryConfig",
                      event.property("SchemaRegistryConfig")));
  }
  add_event_source_mapping(event, *event.property("Stream"), "AWSLambdaMSKExecutionRole", std::move(more));
}

}  // namespace

extern const EventType event_msk;
const EventType event_msk{"MSK", kProperties, to_function};

}  // namespace cxsam::transform
