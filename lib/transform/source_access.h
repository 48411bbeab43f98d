// SourceAccessConfigurations: the credentials with which Lambda reads brokers and databases, and what the role needs for them.
// Source: AWS SAM developer guide, "MQ", "DocumentDB", "SelfManagedKafka" event sources.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "transform/event_scope.h"

namespace cxsam::transform {

/// The secret's ARN of the one entry of kind BASIC_AUTH; nothing after an error. `others` are the other kinds that the
/// source knows.
std::optional<Node> basic_auth_secret(EventScope& event, std::span<const std::string_view> others = {});

/// {Action, Effect: Allow, Resource}
Node allow(const Maker& make, Node actions, Node resource);

/// The network interfaces that Lambda makes in a VPC.
Node network_interface_actions(const Maker& make);

/// The ARN of the KMS key of SecretsManagerKmsKeyId; nothing without one, or after an error.
std::optional<Node> kms_key(EventScope& event);

}  // namespace cxsam::transform
