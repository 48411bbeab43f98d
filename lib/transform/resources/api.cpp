// AWS::Serverless::Api: REST API, deployment, stage, permissions of Lambda authorizers.
// Source: AWS SAM developer guide, "AWS::Serverless::Api".
#include <array>

#include "base/hash.h"
#include "base/text.h"
#include "transform/domains/rest_domain.h"
#include "transform/ids.h"
#include "transform/json_text.h"
#include "transform/locations.h"
#include "transform/openapi/cors.h"
#include "transform/openapi/extras.h"
#include "transform/openapi/resource_policy.h"
#include "transform/openapi/security.h"
#include "transform/resource_type.h"
#include "transform/rest/usage_plan.h"
#include "transform/shape.h"
#include "transform/tags.h"

namespace cxsam::transform {
namespace {

constexpr std::array kProperties{
    Property{"AccessLogSetting", kMap},
    Property{"AlwaysDeploy", kBool},
    Property{"ApiKeySourceType", kText},
    Property{"Auth", kMap},
    Property{"BinaryMediaTypes", kList},
    Property{"CacheClusterEnabled", kBool},
    Property{"CacheClusterSize", kText},
    Property{"CanarySetting", kMap},
    Property{"Cors", kText | kMap},
    Property{"DefinitionBody", kMap},
    Property{"DefinitionUri", kText | kMap},
    Property{"Description", kText},
    Property{"DisableExecuteApiEndpoint", kBool},
    Property{"Domain", kMap},
    Property{"EndpointAccessMode", kText},
    Property{"EndpointConfiguration", kText | kMap},
    Property{"FailOnWarnings", kBool},
    Property{"GatewayResponses", kMap},
    Property{"MergeDefinitions", kBool},
    Property{"MethodSettings", kList},
    Property{"MinimumCompressionSize", kNumber},
    Property{"Mode", kText},
    Property{"Models", kMap},
    Property{"Name", kText},
    Property{"OpenApiVersion"},
    Property{"Policy", kText | kMap},
    Property{"PropagateTags", kBool},
    Property{"SecurityPolicy", kText},
    Property{"StageName", kText, true},
    Property{"Tags", kMap},
    Property{"TracingEnabled", kBool},
    Property{"Variables", kMap},
};

/// The OpenAPI document with everything that the API's properties add; nothing when it lies in S3.
std::optional<openapi::Definition> definition_of(Scope& api) {
  const Node* body = api.property("DefinitionBody");
  const auto prepared = api.work.definitions.find(api.id);
  if (!body && prepared == api.work.definitions.end()) return std::nullopt;
  openapi::Definition definition = body ? openapi::Definition(*body) : std::move(prepared->second);
  if (!definition.is_editable()) {
    for (const std::string_view name : {"Cors", "Auth", "GatewayResponses", "Models"}) {
      const Node* value = api.property(name);
      if (value)
        api.error(value, "`" + std::string(name) + "` needs a `DefinitionBody` with `paths` that stand in the template");
    }
    return definition;
  }
  if (const Node* version = api.property("OpenApiVersion")) definition.set_version(*version);
  const Node* auth = api.property("Auth");
  if (const Node* cors = api.property("Cors")) openapi::add_rest_cors(api, *cors, definition);
  if (auth && auth->is_map()) openapi::apply_rest_defaults(api, *auth, definition);
  openapi::add_rest_schemes(api, auth, definition);
  openapi::add_rest_extras(api, definition);
  openapi::add_resource_policy(api, auth, definition);
  openapi::apply_path_conditions(api, definition);
  return definition;
}

std::optional<Node> body_location(Scope& api) {
  const Node* uri = api.property("DefinitionUri");
  if (!uri) return std::nullopt;
  auto location = read_location(api, uri, "DefinitionUri");
  if (!location) return std::nullopt;
  return api.make.map("Bucket", std::move(location->bucket), "Key", std::move(location->key), "Version",
                      std::move(location->version));
}

/// EndpointConfiguration as text or {Type, VPCEndpointIds, IpAddressType}; API Gateway also wants the type as a parameter
/// of the import. Partitions other than `aws` have no edge-optimised endpoints, so theirs are regional by default.
void add_endpoint(Scope& api, Node& properties) {
  const Maker& make = api.make;
  const Node* given = api.property("EndpointConfiguration");
  const bool regional = !is_given(given);
  if (regional && api.work.partition() == "aws") return;
  const Node* typed = regional ? nullptr : value_at(given, "Type");
  const Node type = regional ? make.text("REGIONAL") : typed ? *typed : *given;
  Node configuration = make.map("Types", make.list(type));
  if (typed) {
    make.add(configuration, "VpcEndpointIds", given->find("VPCEndpointIds"), "IpAddressType", given->find("IpAddressType"));
  }
  make.add(properties, "EndpointConfiguration", std::move(configuration), "Parameters",
           make.map("endpointConfigurationTypes", type));
}

Node rest_api(Scope& api, const std::optional<Node>& body, const std::optional<Node>& location) {
  Node properties = api.make.map("Body", body, "BodyS3Location", location);
  for (const std::string_view name : {"Name", "Description", "FailOnWarnings", "BinaryMediaTypes", "MinimumCompressionSize",
                                      "Mode", "ApiKeySourceType", "Policy", "SecurityPolicy", "EndpointAccessMode"}) {
    const Node* value = api.property(name);
    if (value)
      api.make.add(properties, name, name == std::string_view("BinaryMediaTypes") ? api.work.resolved(*value) : *value);
  }
  add_endpoint(api, properties);
  api.make.add(properties, "Tags", propagated_tags(api));
  return properties;
}

/// Adds the deployment; its id changes whenever the API's definition does, which is what makes API Gateway deploy.
std::string add_deployment(Scope& api, const std::optional<Node>& body, const std::optional<Node>& location) {
  const std::string prefix = api.id + "Deployment";
  std::string data = body ? canonical_json(*body) : location ? canonical_json(*location) : "";
  for (const std::string_view name : {"OpenApiVersion", "Domain"}) {
    if (const Node* value = api.property(name)) data += "||" + canonical_json(*value);
  }
  const std::string digest = sha1_hex(data);
  const Maker& make = api.make;
  Node properties = make.map("RestApiId", make.ref(api.id), "Description", "RestApi deployment id: " + digest);
  // Without OpenApiVersion AWS's transform makes a second stage that is named `Stage`.
  if (!api.property("OpenApiVersion")) make.add(properties, "StageName", "Stage");
  const std::string id = prefix + digest.substr(0, 10);
  api.add(id, "AWS::ApiGateway::Deployment", std::move(properties));
  api.work.generated_properties[api.id + ".Deployment"] = id;
  return id;
}

std::string add_stage(Scope& api, const std::string& deployment) {
  const Maker& make = api.make;
  Node properties =
      make.map("DeploymentId", make.ref(deployment), "RestApiId", make.ref(api.id), "StageName", api.property("StageName"));
  for (const std::string_view name : {"AccessLogSetting", "CacheClusterEnabled", "CacheClusterSize", "CanarySetting",
                                      "MethodSettings", "TracingEnabled", "Variables"}) {
    make.add(properties, name, api.copy(name));
  }
  make.add(properties, "Tags", tag_list(api, api.property("Tags")));
  const std::string id = stage_id(api.id, *api.property("StageName"));
  api.add(id, "AWS::ApiGateway::Stage", std::move(properties));
  api.work.generated_properties[api.id + ".Stage"] = id;
  return id;
}

/// False after an error: OpenApiVersion is 2.0 or 3.x.
bool check_version(Scope& api) {
  const Node* version = api.property("OpenApiVersion");
  const auto text = api.work.text(version).value_or(version ? version->text : "");
  if (!version || text == "2.0" || text.starts_with("3.")) return true;
  api.error(version, "`OpenApiVersion` must be `2.0` or `3.0.1`");
  return false;
}

/// False after an error: DefaultAuthorizer names an authorizer of the API.
bool check_default_authorizer(Scope& api) {
  const Node* auth = api.property("Auth");
  const Node* name = auth && auth->is_map() ? auth->find("DefaultAuthorizer") : nullptr;
  if (!name) return true;
  const auto text = api.work.text(name);
  const Node* authorizers = auth->find("Authorizers");
  if (text && (text == "AWS_IAM" || (authorizers && authorizers->find(*text)))) return true;
  api.error(name, text ? "the API has no authorizer `" + *text + "`" : "`DefaultAuthorizer` must be the name of an authorizer");
  return false;
}

void transform_api(Scope& api) {
  if (!check_version(api) || !check_default_authorizer(api)) return;
  api.warn_left_out(api.property("MergeDefinitions"), "MergeDefinitions");
  if (api.property("DefinitionBody") && api.property("DefinitionUri")) {
    return api.error(api.property("DefinitionUri"), "`DefinitionUri` and `DefinitionBody` exclude each other",
                     "remove one of them");
  }
  auto definition = definition_of(api);
  const auto location = body_location(api);
  if (location && api.property("Cors")) {
    return api.error(api.property("Cors"),
                     "`Cors` needs the definition in the template: in `DefinitionBody`, or made by events");
  }
  const std::optional<Node> body = definition ? std::optional(std::move(definition->body())) : std::nullopt;
  api.add(api.id, "AWS::ApiGateway::RestApi", rest_api(api, body, location), {.main = true});
  const std::string stage = add_stage(api, add_deployment(api, body, location));
  add_usage_plan(api, stage);
  add_rest_domain(api, stage);
  if (const Node* auth = api.property("Auth")) openapi::add_rest_authorizer_permissions(api, *auth);
}

}  // namespace

extern const ResourceType resource_api;
const ResourceType resource_api{"AWS::Serverless::Api", Phase::Apis, kProperties, transform_api};

}  // namespace cxsam::transform
