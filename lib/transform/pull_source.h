// Event sources that Lambda polls: they become an AWS::Lambda::EventSourceMapping.
// Source: AWS SAM developer guide, "SQS", "Kinesis", "DynamoDB", "MSK", "MQ" event sources.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "transform/event_scope.h"
#include "transform/properties.h"

namespace cxsam::transform {

/// The properties that mappings of all sources have.
inline constexpr auto kPullProperties = std::to_array<Property>({
    {"BatchSize", kNumber},
    {"BisectBatchOnFunctionError", kBool},
    {"DestinationConfig", kMap},
    {"Enabled", kBool},
    {"FilterCriteria", kMap},
    {"FunctionResponseTypes", kList},
    {"KmsKeyArn"},
    {"LoggingConfig", kMap},
    {"MaximumBatchingWindowInSeconds", kNumber},
    {"MaximumRecordAgeInSeconds", kNumber},
    {"MaximumRetryAttempts", kNumber},
    {"MetricsConfig", kMap},
    {"ParallelizationFactor", kNumber},
    {"ProvisionedPollerConfig", kMap},
    {"Queues", kList},
    {"ScalingConfig", kMap},
    {"SchemaRegistryConfig", kMap},
    {"SourceAccessConfigurations", kList},
    {"StartingPosition"},
    {"StartingPositionTimestamp"},
    {"Topics", kList},
    {"TumblingWindowInSeconds", kNumber},
});

/// A source's own properties, which stand first and so hide the common ones of the same name, and the common ones.
template <class... Own>
constexpr auto with_pull_properties(Own... own) {
  std::array<Property, sizeof...(Own) + kPullProperties.size()> all{own...};
  for (std::size_t i = 0; i < kPullProperties.size(); ++i) all[sizeof...(Own) + i] = kPullProperties[i];
  return all;
}

/// Adds the mapping for the source's ARN (some sources have none), and the managed policy that lets the function read from
/// it ("" for none). `more` are properties that only this source has.
void add_event_source_mapping(EventScope& event, std::optional<Node> source_arn, std::string_view managed_policy,
                              Node more = make_map());

/// {<name>: {ConsumerGroupId, SchemaRegistryConfig}} for mappings of Kafka; empty when the event has neither.
Node kafka_config(EventScope& event, std::string_view name);

}  // namespace cxsam::transform
