// AWS::ApiGatewayV2::Api of protocol WEBSOCKET, with its Route, Integration and IntegrationResponse resources.
#include <algorithm>

#include "application/application.h"
#include "application/integration.h"
#include "application/readers.h"
#include "application/websocket_api.h"

namespace cxsam::application {
namespace {

void read_stage(const LiveResource& api, const LiveResources& resources, Stage& stage) {
  for (const LiveResource* resource : resources.of_type("AWS::ApiGatewayV2::Stage")) {
    if (resource->text("ApiId") != api.ref) continue;
    stage.name = resource->text("StageName");
    const Node* variables = resource->property("StageVariables");
    if (variables == nullptr) return;
    for (const Member& variable : variables->members) stage.variables[variable.key] = text_of(&variable.value);
    return;
  }
}

/// "/2\d\d/" is a pattern, "200" a text, "$default" everything.
std::string pattern_of(const std::string& key) {
  if (key == "$default") return "";
  const bool framed = key.size() > 2 && key.starts_with('/') && key.ends_with('/');
  return framed ? key.substr(1, key.size() - 2) : key;
}

std::vector<ResponseSource> read_responses(const LiveResource& integration, const LiveResources& resources) {
  std::vector<ResponseSource> responses;
  for (const LiveResource* response : resources.of_type("AWS::ApiGatewayV2::IntegrationResponse")) {
    if (response->text("IntegrationId") != integration.ref) continue;
    responses.push_back({.pattern = pattern_of(response->text("IntegrationResponseKey")),
                         .status = "200",
                         .parameters = response->property("ResponseParameters"),
                         .templates = response->property("ResponseTemplates"),
                         .content_handling = response->text("ContentHandlingStrategy"),
                         .where = response->where});
  }
  return responses;
}

Integration missing_integration() {
  Integration missing;
  missing.description = "route without an integration";
  return missing;
}

/// What `make_integration` asks of an API: WebSocket APIs have the integrations of REST APIs.
Api shape_of(const WebSocketApi& api) { return {.kind = Api::Kind::Rest, .logical_id = api.logical_id, .stages = {api.stage}}; }

void read_integration(const LiveResource& resource, const LiveResources& resources, const WebSocketApi& api,
                      const Application& application, Diagnostics& diagnostics, WebSocketRoute& route) {
  std::string target = resource.text("Target");
  target = target.substr(target.rfind('/') + 1);
  const LiveResource* integration = resources.find_by_ref("AWS::ApiGatewayV2::Integration", target);
  if (integration == nullptr) {
    route.integration = missing_integration();
    return;
  }
  route.template_key = SelectionExpression::read(integration->text("TemplateSelectionExpression"));
  route.integration = make_integration({.type = integration->text("IntegrationType"),
                                        .uri = integration->text("IntegrationUri"),
                                        .payload_format = "1.0",
                                        .timeout_ms = integration->property("TimeoutInMillis"),
                                        .request_templates = integration->property("RequestTemplates"),
                                        .responses = read_responses(*integration, resources),
                                        .request_parameters = integration->property("RequestParameters"),
                                        .passthrough = integration->text("PassthroughBehavior"),
                                        .content_handling = integration->text("ContentHandlingStrategy")},
                                       shape_of(api), application, diagnostics);
  if (route.integration.backend == nullptr) return;
  Integration none;  // servers and services are asked by REST and HTTP APIs only
  none.description = route.integration.kind == Integration::Kind::Service ? "AWS service integration" : "HTTP integration";
  route.integration = std::move(none);
}

std::string authorizer_of(const LiveResource& route, const LiveResources& resources) {
  const std::string type = route.text("AuthorizationType");
  if (type.empty() || type == "NONE") return "";
  const LiveResource* authorizer = resources.find_by_ref("AWS::ApiGatewayV2::Authorizer", route.text("AuthorizerId"));
  if (authorizer == nullptr) return type;
  const std::string name = authorizer->text("Name");
  return name.empty() ? std::string(authorizer->id) : name;
}

void say_unsupported(const WebSocketApi& api, const WebSocketRoute& route, Application& application) {
  if (route.integration.kind != Integration::Kind::Unsupported) return;
  application.unsupported.push_back({.logical_id = api.logical_id,
                                     .what = route.integration.description + " of `" + route.key + "`",
                                     .where = route.where,
                                     .of_api = true});
}

void say_unchecked(const LiveResource& resource, const WebSocketApi& api, Application& application) {
  const Node* models = resource.property("RequestModels");
  if (models == nullptr || models->members.empty()) return;
  application.unsupported.push_back({.logical_id = api.logical_id,
                                     .what = "check of messages by the models of `" + resource.text("RouteKey") + "`",
                                     .where = resource.where});
}

WebSocketRoute read_route(const LiveResource& resource, const LiveResources& resources, const WebSocketApi& api,
                          Diagnostics& diagnostics, const Application& application) {
  WebSocketRoute route{.key = resource.text("RouteKey"),
                       .integration = {},
                       .template_key = {},
                       .answers = !resource.text("RouteResponseSelectionExpression").empty(),
                       .authorizer = authorizer_of(resource, resources),
                       .api_key_required = resource.text("ApiKeyRequired") == "true",
                       .where = resource.where};
  read_integration(resource, resources, api, application, diagnostics, route);
  return route;
}

}  // namespace

std::string WebSocketApi::full_path() const { return application::full_path(stack_path, logical_id); }

const WebSocketRoute* WebSocketApi::find_route(std::string_view key) const {
  const auto found = std::ranges::find(routes, key, &WebSocketRoute::key);
  return found == routes.end() ? nullptr : &*found;
}

void read_websocket_apis(const LiveResources& resources, Diagnostics& diagnostics, Application& application) {
  for (const LiveResource* resource : resources.of_type("AWS::ApiGatewayV2::Api")) {
    if (resource->text("ProtocolType") != "WEBSOCKET") continue;
    WebSocketApi api{.logical_id = std::string(resource->id),
                     .stack_path = {},
                     .stage = {},
                     .selection = SelectionExpression::read(resource->text("RouteSelectionExpression")),
                     .routes = {},
                     .where = resource->where};
    read_stage(*resource, resources, api.stage);
    for (const LiveResource* route : resources.of_type("AWS::ApiGatewayV2::Route")) {
      if (route->text("ApiId") != resource->ref) continue;
      api.routes.push_back(read_route(*route, resources, api, diagnostics, application));
      say_unsupported(api, api.routes.back(), application);
      say_unchecked(*route, api, application);
    }
    // AWS deploys none without: "At least one route is required before deploying the Api."
    if (api.routes.empty()) {
      application.unsupported.push_back({.logical_id = api.logical_id,
                                         .what = "WebSocket API",
                                         .where = api.where,
                                         .refused = "it has no routes",
                                         .of_api = true});
      continue;
    }
    application.websocket_apis.push_back(std::move(api));
  }
}

}  // namespace cxsam::application
