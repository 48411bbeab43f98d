// AWS::ApiGateway::RestApi: its routes stand in `Body`, in Resource and Method resources, or in both.
#include <algorithm>
#include <map>

#include "application/authorizer.h"
#include "application/authorizers.h"
#include "application/gateway_responses.h"
#include "application/integration.h"
#include "application/key_ring.h"
#include "application/open_api.h"
#include "application/readers.h"
#include "application/resource_policy.h"
#include "application/stage_settings.h"
#include "application/validation.h"
#include "application/words.h"

namespace cxsam::application {
namespace {

constexpr int kMaxDepth = 64;

Variables variables_of(const Node& properties) {
  Variables variables;
  const Node* node = properties.find("Variables");
  if (node == nullptr) return variables;
  for (const Member& variable : node->members) variables[variable.key] = text_of(&variable.value);
  return variables;
}

/// The stages of an API: its Stage resources, then those that deployments make. The first one is served where none is asked
/// for.
std::vector<Stage> read_stages(const LiveResource& rest_api, const LiveResources& resources) {
  std::vector<Stage> stages;
  constexpr std::string_view kStage = "AWS::ApiGateway::Stage";
  for (const std::string_view type : {kStage, std::string_view("AWS::ApiGateway::Deployment")}) {
    for (const LiveResource* resource : resources.of_type(type)) {
      const std::string name = resource->text("StageName");
      if (name.empty() || resource->text("RestApiId") != rest_api.ref) continue;
      if (std::ranges::find(stages, name, &Stage::name) != stages.end()) continue;
      const Node* described = resource->property("StageDescription");
      const Node& properties = described == nullptr ? resource->properties : *described;
      Stage& stage =
          stages.emplace_back(Stage{.name = name, .variables = variables_of(properties), .is_resource = type == kStage});
      read_stage_settings(properties, stage);
    }
  }
  if (stages.empty()) stages.push_back({.name = "Prod"});
  return stages;
}

/// The path of a Resource resource: its parts from the root down. Nothing when a parent is missing or circular.
std::optional<std::string> path_of(std::string resource_id, const LiveResource& rest_api, const LiveResources& resources) {
  const std::string root = rest_api.ref + "/root";
  std::string path;
  for (int depth = 0; depth < kMaxDepth; ++depth) {
    if (resource_id == root) return path.empty() ? "/" : path;
    const LiveResource* resource = resources.find_by_ref("AWS::ApiGateway::Resource", resource_id);
    if (resource == nullptr) return std::nullopt;
    path = "/" + resource->text("PathPart") + path;
    resource_id = resource->text("ParentId");
  }
  return std::nullopt;
}

IntegrationSource integration_source(const Node& node) {
  IntegrationSource source{.type = text_of(node.find("Type")),
                           .uri = text_of(node.find("Uri")),
                           .subtype = "",
                           .payload_format = "",
                           .timeout_ms = node.find("TimeoutInMillis"),
                           .request_templates = node.find("RequestTemplates"),
                           .responses = {},
                           .request_parameters = node.find("RequestParameters"),
                           .passthrough = text_of(node.find("PassthroughBehavior")),
                           .content_handling = text_of(node.find("ContentHandling")),
                           .method = text_of(node.find("IntegrationHttpMethod")),
                           .vpc_link = text_of(node.find("ConnectionId")),
                           .where = node.span,
                           .transfer_mode = text_of(node.find("ResponseTransferMode"))};
  const Node* responses = node.find("IntegrationResponses");
  if (responses == nullptr) return source;
  for (const Node& response : responses->items) {
    source.responses.push_back({.pattern = text_of(response.find("SelectionPattern")),
                                .status = text_of(response.find("StatusCode")),
                                .parameters = response.find("ResponseParameters"),
                                .templates = response.find("ResponseTemplates"),
                                .content_handling = text_of(response.find("ContentHandling")),
                                .where = response.span});
  }
  return source;
}

Validator validator_of(const LiveResource& method, const LiveResources& resources) {
  const LiveResource* validator = resources.find_by_ref("AWS::ApiGateway::RequestValidator", method.text("RequestValidatorId"));
  if (validator == nullptr) return {};
  return {.parameters = validator->text("ValidateRequestParameters") == "true",
          .body = validator->text("ValidateRequestBody") == "true"};
}

Models read_models(const LiveResource& rest_api, const LiveResources& resources, Diagnostics& diagnostics) {
  Models models;
  for (const LiveResource* model : resources.of_type("AWS::ApiGateway::Model"))
    if (const Node* schema = model->property("Schema"); schema != nullptr && model->text("RestApiId") == rest_api.ref)
      models.add(model->ref, *schema, diagnostics);
  models.finish(rest_api.where, diagnostics);
  return models;
}

std::shared_ptr<const Validation> validation_of(const LiveResource& method, const LiveResources& resources,
                                                const Models& models) {
  std::map<std::string, std::string> by_type;
  if (const Node* written = method.property("RequestModels"))
    for (const Member& type : written->members) by_type[type.key] = text_of(&type.value);
  return make_validation(validator_of(method, resources), required_of(method.property("RequestParameters")), std::move(by_type),
                         models);
}

void read_methods(const LiveResource& rest_api, const LiveResources& resources, Diagnostics& diagnostics, Api& api,
                  Application& application) {
  const Models models = read_models(rest_api, resources, diagnostics);
  for (const LiveResource* method : resources.of_type("AWS::ApiGateway::Method")) {
    if (method->text("RestApiId") != rest_api.ref) continue;
    const auto path = path_of(method->text("ResourceId"), rest_api, resources);
    if (!path) {
      application.unsupported.push_back({.logical_id = std::string(method->id),
                                         .what = "method of an unknown resource",
                                         .where = method->where,
                                         .of_api = true});
      continue;
    }
    Route route{.method = method->text("HttpMethod"), .path = *path, .where = method->where};
    route.authorizer = authorizer_of(*method, "AWS::ApiGateway::Authorizer", resources);
    ask_for(route, texts_of(method->property("AuthorizationScopes")));
    route.operation_name = method->text("OperationName");
    route.api_key_required = method->text("ApiKeyRequired") == "true";
    route.validation = validation_of(*method, resources, models);
    if (const Node* integration = method->property("Integration")) {
      route.cache_parameters = cache_parameters_of(integration->find("CacheKeyParameters"));
      route.integration = make_integration(integration_source(*integration), api, application, diagnostics);
    } else {
      route.integration.target = Unknown{.description = "method without an integration"};
    }
    add_route(std::move(route), api, application);
  }
}

bool is_private(const LiveResource& rest_api) {
  const Node* endpoint = rest_api.property("EndpointConfiguration");
  const std::vector<std::string> types = texts_of(endpoint == nullptr ? nullptr : endpoint->find("Types"));
  return std::ranges::find(types, "PRIVATE") != types.end();
}

void mark_private(Api& api) {
  for (Route& route : api.routes) {
    if (!route.guard) continue;
    Authorizer guard = *route.guard;
    guard.is_private = true;
    route.guard = std::make_shared<const Authorizer>(std::move(guard));
  }
}

}  // namespace

void read_rest_apis(const LiveResources& resources, Diagnostics& diagnostics, Application& application) {
  tell_unknown_periods(resources, diagnostics);
  for (const LiveResource* resource : resources.of_type("AWS::ApiGateway::RestApi")) {
    Api api{.kind = Api::Kind::Rest, .logical_id = std::string(resource->id), .where = resource->where};
    api.stages = read_stages(*resource, resources);
    add_binary_media_types(resource->property("BinaryMediaTypes"), api);
    const std::string key_source = resource->text("ApiKeySourceType");
    if (key_source == "AUTHORIZER") api.key_from_authorizer = true;
    tell_unknown_word({.property = "ApiKeySourceType", .written = key_source, .counts = "HEADER", .where = resource->where},
                      {"HEADER", "AUTHORIZER"}, diagnostics);
    const Node* body = resource->property("Body");
    api.keys = read_key_ring(*resource, resources, diagnostics);
    api.responses = read_gateway_responses(*resource, resources, body, diagnostics);
    read_definition(*resource, diagnostics, api, application);
    read_methods(*resource, resources, diagnostics, api, application);
    guard_routes(read_authorizers(*resource, resources, application, api), api);
    read_resource_policy(resource->property("Policy"), api, application);
    if (is_private(*resource)) mark_private(api);
    leave_out_refused(api, application);
    application.apis.push_back(std::move(api));
  }
}

}  // namespace cxsam::application
