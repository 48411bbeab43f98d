// The SelfManagedKafka event: a function polls a topic of a Kafka cluster that the user runs.
// Source: AWS SAM developer guide, "SelfManagedKafka" event source.
#include <algorithm>
#include <array>

#include "transform/event_type.h"
#include "transform/pull_source.h"
#include "transform/source_access.h"

namespace cxsam::transform {
namespace {

constexpr auto kProperties =
    with_pull_properties(Property{"KafkaBootstrapServers", kList}, Property{"Topics", kList, true},
                         Property{"ConsumerGroupId", kText}, Property{"SecretsManagerKmsKeyId", kText});

constexpr std::array<std::string_view, 5> kSecrets{"BASIC_AUTH", "CLIENT_CERTIFICATE_TLS_AUTH", "SASL_SCRAM_256_AUTH",
                                                   "SASL_SCRAM_512_AUTH", "SERVER_ROOT_CA_CERTIFICATE"};

bool has_kind(const Node& configurations, std::string_view kind) {
  return std::ranges::any_of(configurations.items, [&](const Node& entry) {
    const Node* type = entry.find("Type");
    return type && type->as_string() == kind;
  });
}

/// What the role needs: the secrets, and network interfaces where the brokers are in a VPC.
std::optional<Node> statements(EventScope& event, const Node& configurations) {
  const Maker& make = event.make;
  Node all = make.list();
  for (const Node& entry : configurations.items) {
    const Node* type = entry.find("Type");
    const Node* uri = entry.find("URI");
    if (!type || !uri) {
      event.error(&entry, "an entry of `SourceAccessConfigurations` needs `Type` and `URI`");
      return std::nullopt;
    }
    if (std::ranges::find(kSecrets, type->text) != kSecrets.end()) {
      all.items.push_back(allow(make, make.list("secretsmanager:GetSecretValue"), *uri));
    }
  }
  const bool subnet = has_kind(configurations, "VPC_SUBNET");
  if (subnet != has_kind(configurations, "VPC_SECURITY_GROUP")) {
    event.error(&configurations, "`VPC_SUBNET` and `VPC_SECURITY_GROUP` belong together");
    return std::nullopt;
  }
  if (subnet) all.items.push_back(allow(make, network_interface_actions(make), make.text("*")));
  if (const Node* key = event.property("SecretsManagerKmsKeyId")) {
    all.items.push_back(allow(make, make.list("kms:Decrypt"), kms_key_arn(event, *key)));
  }
  return all;
}

void to_function(EventScope& event) {
  const Node* servers = event.property("KafkaBootstrapServers");
  const Node* configurations = event.property("SourceAccessConfigurations");
  const Node* topics = event.property("Topics");
  if (!servers) return event.error(nullptr, "`KafkaBootstrapServers` is missing");
  if (!as_intrinsic(*topics) && topics->items.size() != 1) return event.error(topics, "`Topics` takes exactly one topic");
  if (!configurations || !configurations->is_list()) {
    return event.error(configurations, "`SourceAccessConfigurations` is missing", "say how Lambda reaches the brokers");
  }
  auto allowed = statements(event, *configurations);
  if (!allowed) return;
  const Maker& make = event.make;
  event.policies.push_back(make.map("PolicyName", "SelfManagedKafkaExecutionRolePolicy", "PolicyDocument",
                                    make.map("Version", "2012-10-17", "Statement", std::move(*allowed))));
  Node more = make.map("SelfManagedEventSource", make.map("Endpoints", make.map("KafkaBootstrapServers", servers)));
  if (event.property("ConsumerGroupId") || event.property("SchemaRegistryConfig")) {
    make.add(more, "SelfManagedKafkaEventSourceConfig",
             make.map("ConsumerGroupId", event.property("ConsumerGroupId"), "SchemaRegistryConfig",
                      event.property("SchemaRegistryConfig")));
  }
  add_event_source_mapping(event, std::nullopt, "", std::move(more));
}

}  // namespace

extern const EventType event_selfmanagedkafka;
const EventType event_selfmanagedkafka{"SelfManagedKafka", kProperties, to_function};

}  // namespace cxsam::transform
