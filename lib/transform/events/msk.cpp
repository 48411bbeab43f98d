// The MSK event: a function polls topics of a cluster of Amazon MSK.
// Source: AWS SAM developer guide, "MSK" event source.
#include "transform/event_type.h"
#include "transform/pull_source.h"
#include "transform/schema_registry.h"
#include "transform/shape.h"
#include "transform/source_access.h"

namespace cxsam::transform {
namespace {

constexpr auto kProperties = with_pull_properties(Property{"Stream", kAny, true}, Property{"StartingPosition", kAny, true},
                                                  Property{"ConsumerGroupId", kText});

/// Adds what the role needs beyond the managed policy: secrets, and a schema registry.
void allow_reading(EventScope& event) {
  const Maker& make = event.make;
  Nodes statements = schema_registry_statements(event);
  if (const Node* configurations = event.property("SourceAccessConfigurations"); configurations && configurations->is_list()) {
    for (const Node& entry : configurations->items) {
      const Node* type = value_at(&entry, "Type");
      const Node* uri = given_at(&entry, "URI");
      if (!type || type->as_string() != "CLIENT_CERTIFICATE_TLS_AUTH" || !uri) continue;
      statements.push_back(allow(make, make.list("secretsmanager:GetSecretValue"), *uri));
    }
  }
  if (statements.empty()) return;
  event.policies.push_back(make.map("PolicyName", "MSKExecutionRolePolicy", "PolicyDocument",
                                    make.map("Statement", make_list(std::move(statements), make.origin()))));
}

void to_function(EventScope& event) {
  allow_reading(event);
  add_event_source_mapping(event, *event.property("Stream"), "AWSLambdaMSKExecutionRole",
                           kafka_config(event, "AmazonManagedKafkaEventSourceConfig"));
}

}  // namespace

extern const EventType event_msk{"MSK", kProperties, to_function};

}  // namespace cxsam::transform
