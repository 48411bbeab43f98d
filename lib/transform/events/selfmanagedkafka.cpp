// The SelfManagedKafka event: a function polls a topic of a Kafka cluster that the user runs.
// Source: AWS SAM developer guide, "SelfManagedKafka" event source.
#include <algorithm>
#include <array>

#include "transform/event_type.h"
#include "transform/pull_source.h"
#include "transform/schema_registry.h"
#include "transform/shape.h"
#include "transform/source_access.h"

namespace cxsam::transform {
namespace {

constexpr auto kProperties = with_pull_properties(Property{"KafkaBootstrapServers", kList}, Property{"Topics", kList, true},
                                                  Property{"ConsumerGroupId", kText}, Property{"SecretsManagerKmsKeyId"});

/// How Lambda proves who it is; a cluster knows one way. All but IAM_AUTH keep a secret.
constexpr std::array<std::string_view, 6> kAuthentication{
    "BASIC_AUTH", "CLIENT_CERTIFICATE_TLS_AUTH", "IAM_AUTH", "OAUTHBEARER_AUTH", "SASL_SCRAM_256_AUTH", "SASL_SCRAM_512_AUTH"};
constexpr std::string_view kRootCertificate = "SERVER_ROOT_CA_CERTIFICATE";
constexpr std::string_view kSubnet = "VPC_SUBNET";
constexpr std::string_view kSecurityGroup = "VPC_SECURITY_GROUP";

bool contains(std::span<const std::string_view> names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

/// What SourceAccessConfigurations say.
struct Access {
  const Node* secret = nullptr;       // of the one way to authenticate
  const Node* certificate = nullptr;  // of the cluster
  bool authenticated = false;
  bool subnet = false;
  bool security_group = false;
};

bool read_entry(EventScope& event, const Node& entry, Access& access) {
  const Node* type = value_at(&entry, "Type");
  const Node* uri = value_at(&entry, "URI");
  const std::string_view kind = type ? type->as_string().value_or("") : "";
  const bool authenticates = contains(kAuthentication, kind);
  if (!authenticates && kind != kRootCertificate && kind != kSubnet && kind != kSecurityGroup) {
    event.error(type ? type : &entry, "`" + std::string(kind) + "` is no `Type` of `SourceAccessConfigurations` for Kafka");
  } else if (!is_given(uri) && kind != "IAM_AUTH") {
    event.error(&entry, "an entry of `SourceAccessConfigurations` needs `URI`");
  } else if (uri && !uri->is_string() && !as_intrinsic(*uri)) {
    event.error(uri, "`URI` of an entry of `SourceAccessConfigurations` must be text");
  } else if (authenticates && access.authenticated) {
    event.error(&entry, "`SourceAccessConfigurations` can name one way to authenticate only", "keep one of them");
  }
  if (authenticates) access.secret = kind == "IAM_AUTH" ? nullptr : uri;
  access.authenticated = access.authenticated || authenticates;
  if (kind == kRootCertificate) access.certificate = uri;
  access.subnet = access.subnet || kind == kSubnet;
  access.security_group = access.security_group || kind == kSecurityGroup;
  return !event.owner.failed();
}

/// What the role needs: secrets, network interfaces where the brokers are in a VPC, and a schema registry.
void allow_reading(EventScope& event, const Access& access) {
  const Maker& make = event.make;
  Node statements = make.list();
  for (const Node* secret : {access.secret, access.certificate}) {
    if (secret) statements.items.push_back(allow(make, make.list("secretsmanager:GetSecretValue"), *secret));
  }
  if (access.subnet) statements.items.push_back(allow(make, network_interface_actions(make), make.text("*")));
  if (const auto key = kms_key(event)) statements.items.push_back(allow(make, make.list("kms:Decrypt"), *key));
  for (Node& statement : schema_registry_statements(event)) statements.items.push_back(std::move(statement));
  if (statements.items.empty()) return;
  event.policies.push_back(make.map("PolicyName", "SelfManagedKafkaExecutionRolePolicy", "PolicyDocument",
                                    make.map("Version", "2012-10-17", "Statement", std::move(statements))));
}

bool is_empty_list(const Node* list) { return !list || (list->is_list() && list->items.empty()); }

void to_function(EventScope& event) {
  const Node* servers = event.property("KafkaBootstrapServers");
  const Node* configurations = event.property("SourceAccessConfigurations");
  const Node* topics = event.property("Topics");
  if (is_empty_list(servers))
    return event.error(servers, "`KafkaBootstrapServers` is missing", "list the brokers: `host:port`");
  if (!topics->is_map() && topics->items.size() != 1) return event.error(topics, "`Topics` takes exactly one topic");
  if (is_empty_list(configurations) || !configurations->is_list()) {
    return event.error(configurations, "`SourceAccessConfigurations` is missing", "say how Lambda reaches the brokers");
  }
  Access access;
  for (const Node& entry : configurations->items) {
    if (!read_entry(event, entry, access)) return;
  }
  if (access.subnet != access.security_group) {
    return event.error(configurations, "`VPC_SUBNET` and `VPC_SECURITY_GROUP` belong together");
  }
  allow_reading(event, access);
  Node more =
      event.make.map("SelfManagedEventSource", event.make.map("Endpoints", event.make.map("KafkaBootstrapServers", servers)));
  for (Member& config : kafka_config(event, "SelfManagedKafkaEventSourceConfig").members) {
    more.members.push_back(std::move(config));
  }
  add_event_source_mapping(event, std::nullopt, "", std::move(more));
}

}  // namespace

extern const EventType event_selfmanagedkafka{"SelfManagedKafka", kProperties, to_function};

}  // namespace cxsam::transform
