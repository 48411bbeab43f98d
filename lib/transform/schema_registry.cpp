#include "transform/schema_registry.h"

#include "transform/shape.h"
#include "transform/source_access.h"

namespace cxsam::transform {
namespace {

bool check_config(EventScope& event, const Node& config) {
  for (const std::string_view name : {"SchemaRegistryURI", "EventRecordFormat", "SchemaValidationConfigs"}) {
    if (value_at(&config, name)) continue;
    event.error(&config, "`SchemaRegistryConfig` needs `" + std::string(name) + "`");
    return false;
  }
  const Node& format = *config.find("EventRecordFormat");
  if (!as_intrinsic(format) && format.as_string() != "JSON" && format.as_string() != "SOURCE") {
    event.error(&format, "`EventRecordFormat` must be `JSON` or `SOURCE`");
    return false;
  }
  const Node* secrets = value_at(&config, "AccessConfigs");
  if (!secrets) return true;
  if (!secrets->is_list()) {
    event.error(secrets, "`AccessConfigs` must be a list of `Type` and `URI`");
    return false;
  }
  for (const Node& secret : secrets->items) {
    if (value_at(&secret, "Type") && value_at(&secret, "URI")) continue;
    event.error(&secret, "an entry of `AccessConfigs` needs `Type` and `URI`");
    return false;
  }
  return true;
}

/// "foo" of `arn:aws:glue:eu-west-1:123456789012:registry/foo`, also inside of an Fn::Sub; "" for other registries, and
/// where the account is not written out.
std::string_view glue_registry(const Node& uri) {
  const auto intrinsic = as_intrinsic(uri);
  const Node& text = intrinsic && intrinsic->name == "Fn::Sub" ? *intrinsic->argument : uri;
  const std::string_view arn = text.as_string().value_or("");
  constexpr std::string_view kName = ":registry/";
  const std::size_t name = arn.find(kName);
  if (name == std::string_view::npos || !arn.starts_with("arn:") || arn.find(":glue:") > name) return "";
  const std::size_t account = arn.substr(0, name).rfind(':') + 1;
  const std::string_view digits = arn.substr(account, name - account);
  const bool known = !digits.empty() && digits.find_first_not_of("0123456789") == std::string_view::npos;
  return known ? arn.substr(name + kName.size()) : "";
}

}  // namespace

Nodes schema_registry_statements(EventScope& event) {
  const Node* config = event.filled("SchemaRegistryConfig");
  if (!config || !check_config(event, *config)) return {};
  const Maker& make = event.make;
  Nodes statements;
  if (const Node* secrets = value_at(config, "AccessConfigs")) {
    for (const Node& secret : secrets->items) {
      statements.push_back(allow(make, make.list("secretsmanager:GetSecretValue"), *secret.find("URI")));
    }
  }
  const Node& uri = *config->find("SchemaRegistryURI");
  const std::string registry(glue_registry(uri));
  if (registry.empty()) return statements;
  const std::string schemas = "arn:${AWS::Partition}:glue:${AWS::Region}:${AWS::AccountId}:schema/" + registry + "/*";
  statements.push_back(allow(make, make.list("glue:GetRegistry"), uri));
  statements.push_back(allow(make, make.list("glue:GetSchemaVersion"), make.list(make.sub(schemas))));
  return statements;
}

}  // namespace cxsam::transform
