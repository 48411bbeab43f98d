// AWS::Serverless::Api: REST API, deployment, stage, permissions of Lambda authorizers.
// Source: AWS SAM developer guide, "AWS::Serverless::Api".
#include <algorithm>
#include <array>
#include <chrono>

#include "base/ascii.h"
#include "base/hash.h"
#include "base/text.h"
#include "transform/domains/rest_domain.h"
#include "transform/ids.h"
#include "transform/json_text.h"
#include "transform/locations.h"
#include "transform/openapi/security.h"
#include "transform/resource_type.h"
#include "transform/rest/document.h"
#include "transform/rest/usage_plan.h"
#include "transform/shape.h"
#include "transform/tags.h"

namespace cxsam::transform {
namespace {

constexpr std::array kProperties{
    Property{"AccessLogSetting", kMap},
    Property{"AlwaysDeploy", kBool | kPlain},
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
    Property{"MergeDefinitions", kBool | kPlain},
    Property{"MethodSettings", kList},
    Property{"MinimumCompressionSize", kNumber},
    Property{"Mode", kText},
    Property{"Models", kMap},
    Property{"Name", kText | kMap},
    Property{"OpenApiVersion"},
    Property{"Policy", kText | kMap},
    Property{"PropagateTags", kBool},
    Property{"SecurityPolicy", kText},
    Property{"StageName", kText | kMap, true},
    Property{"Tags", kMap},
    Property{"TracingEnabled", kBool},
    Property{"Variables", kMap},
};

std::optional<Node> body_location(Scope& api) {
  const Node* uri = api.property("DefinitionUri");
  return uri ? read_location(api, uri, "DefinitionUri", kDocumentKeys) : std::nullopt;
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
    const Node* endpoints = given->find("VPCEndpointIds");
    const Node* by_other_name = given->find("VpcEndpointIds");
    if (endpoints && by_other_name) {
      return api.error(by_other_name, "`VpcEndpointIds` and `VPCEndpointIds` are the same setting", "keep one of them");
    }
    make.add(configuration, "VpcEndpointIds", endpoints ? endpoints : by_other_name, "IpAddressType",
             given->find("IpAddressType"));
  }
  make.add(properties, "EndpointConfiguration", std::move(configuration), "Parameters",
           make.map("endpointConfigurationTypes", type));
}

Node rest_api(Scope& api, const std::optional<Node>& body, const std::optional<Node>& location) {
  Node properties = api.make.map("Body", body, "BodyS3Location", location);
  for (const std::string_view name : {"Name", "Description", "FailOnWarnings", "BinaryMediaTypes", "MinimumCompressionSize",
                                      "Mode", "ApiKeySourceType", "Policy", "SecurityPolicy", "EndpointAccessMode"}) {
    const Node* value = api.property(name);
    const bool counts_empty = name == "BinaryMediaTypes" || name == "MinimumCompressionSize";
    if (!value || (!counts_empty && !is_given(value))) continue;
    api.make.add(properties, name, name == "BinaryMediaTypes" ? api.work.resolved(*value) : *value);
  }
  add_endpoint(api, properties);
  api.make.add(properties, "Tags", propagated_tags(api));
  return properties;
}

std::int64_t seconds_now(const Scope& api) {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return api.work.options.now.value_or(std::chrono::floor<std::chrono::seconds>(now).count());
}

/// Adds the deployment; its id changes whenever the API's definition does, which is what makes API Gateway deploy.
/// With `AlwaysDeploy` it changes with every second.
std::string add_deployment(Scope& api, const std::optional<Node>& body, const std::optional<Node>& location) {
  const std::string prefix = api.id + "Deployment";
  std::string data = body ? canonical_json(*body) : location ? canonical_json(*location) : "";
  for (const std::string_view name : {"OpenApiVersion", "Domain"}) {
    if (const Node* value = api.property(name)) data += "||" + canonical_json(*value);
  }
  if (is_given(api.property("AlwaysDeploy"))) data = std::to_string(seconds_now(api));
  const std::string digest = sha1_hex(data);
  const Maker& make = api.make;
  Node properties = make.map("RestApiId", make.ref(api.id), "Description", "RestApi deployment id: " + digest);
  // Without OpenApiVersion AWS's transform makes a second stage that is named `Stage`.
  if (!is_given(api.property("OpenApiVersion"))) make.add(properties, "StageName", "Stage");
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
  if (const Node* tags = api.property("Tags")) make.add(properties, "Tags", tag_list(api, tags).value_or(make.list()));
  const std::string id = stage_id(api.id, *api.property("StageName"));
  api.add(id, "AWS::ApiGateway::Stage", std::move(properties));
  api.work.generated_properties[api.id + ".Stage"] = id;
  return id;
}

/// "3.0.1", "2.0": API Gateway takes two or three one-digit numbers.
bool is_version(std::string_view text) {
  const std::vector<std::string_view> parts = split(text, '.');
  return (parts.size() == 2 || parts.size() == 3) && (parts[0] == "2" || parts[0] == "3") &&
         std::ranges::all_of(parts, [](std::string_view part) { return part.size() == 1 && is_digit(part[0]); });
}

/// False after an error. A number is taken for a text where the document is made of events alone.
bool check_version(Scope& api) {
  const Node* version = api.property("OpenApiVersion");
  if (!version || version->as_string() == "") return true;
  const bool made = !api.property("DefinitionBody") && !api.property("DefinitionUri") && version->text.starts_with('3');
  const bool text = version->is_string() || (version->kind == Node::Kind::Double && made);
  if (text && is_version(version->text)) return true;
  api.error(version,
            text || !version->is_scalar() ? "`OpenApiVersion` must be of the form `3.0.1`" : "`OpenApiVersion` must be a text",
            "write `OpenApiVersion: 3.0.1`, or '2.0' in quotes");
  return false;
}

void transform_api(Scope& api) {
  if (!check_version(api)) return;
  if (is_on(api.property("MergeDefinitions")) && api.property("DefinitionUri")) {
    return api.error(api.property("MergeDefinitions"), "`MergeDefinitions` cannot reach the definition at `DefinitionUri`",
                     "write the definition below `DefinitionBody`, or remove `MergeDefinitions`");
  }
  if (api.property("DefinitionBody") && api.property("DefinitionUri")) {
    return api.error(api.property("DefinitionUri"), "`DefinitionUri` and `DefinitionBody` exclude each other",
                     "remove one of them");
  }
  auto definition = rest_document(api);
  const auto location = body_location(api);
  if (api.failed()) return;
  const std::optional<Node> body = definition ? std::optional(std::move(definition->body())) : std::nullopt;
  api.add(api.id, "AWS::ApiGateway::RestApi", rest_api(api, body, location), {.main = true});
  const std::string stage = add_stage(api, add_deployment(api, body, location));
  add_usage_plan(api, stage);
  add_rest_domain(api, stage);
  if (const Node* auth = api.property("Auth")) openapi::add_rest_authorizer_permissions(api, api.work.resolved(*auth));
}

}  // namespace

extern const ResourceType resource_api{"AWS::Serverless::Api", Phase::Apis, kProperties, transform_api};

}  // namespace cxsam::transform
