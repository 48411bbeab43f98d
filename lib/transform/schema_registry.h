// SchemaRegistryConfig of Kafka event sources: records are checked against a registry of AWS Glue or of Confluent.
// Source: AWS SAM developer guide, "SchemaRegistryConfig"; AWS Lambda developer guide, "Using schema registries".
#pragma once

#include <vector>

#include "transform/event_scope.h"

namespace cxsam::transform {

/// What the role needs to read the event's registry; empty without a registry, or after an error.
Nodes schema_registry_statements(EventScope& event);

}  // namespace cxsam::transform
