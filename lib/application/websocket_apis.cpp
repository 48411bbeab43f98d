// AWS::ApiGatewayV2::Api of protocol WEBSOCKET, with its Route, Integration and IntegrationResponse resources.
#include <algorithm>

#include "application/application.h"
#include "application/authorizers.h"
#include "application/integration.h"
#include "application/key_ring.h"
#include "application/readers.h"
#include "application/stage_settings.h"
#include "application/validation.h"
#include "application/websocket_api.h"

namespace cxsam::application {
namespace {

void read_stage(const LiveResource& api, const LiveResources& resources, Stage& stage) {
  for (const LiveResource* resource : resources.of_type("AWS::ApiGatewayV2::Stage")) {
    if (resource->text("ApiId") != api.ref) continue;
    stage.name = resource->text("StageName");
    if (const Node* variables = resource->property("StageVariables"))
      for (const Member& variable : variables->members) stage.variables[variable.key] = text_of(&variable.value);
    read_http_stage_settings(resource->properties, stage);
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

/// What `make_integration` asks of an API: WebSocket APIs have the integrations of REST APIs.
Api shape_of(const WebSocketApi& api) { return {.kind = Api::Kind::Rest, .logical_id = api.logical_id, .stages = {api.stage}}; }

void read_integration(const LiveResource& resource, const LiveResources& resources, const WebSocketApi& api,
                      const Application& application, Diagnostics& diagnostics, WebSocketRoute& route) {
  std::string target = resource.text("Target");
  target = target.substr(target.rfind('/') + 1);
  const LiveResource* integration = resources.find_by_ref("AWS::ApiGatewayV2::Integration", target);
  if (integration == nullptr) {
    route.integration.target = Unknown{.description = "route without an integration"};
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
                                        .content_handling = integration->text("ContentHandlingStrategy"),
                                        .method = integration->text("IntegrationMethod"),
                                        .vpc_link = integration->text("ConnectionId"),
                                        .where = integration->where},
                                       shape_of(api), application, diagnostics);
}

/// Functions, whose answers are not kept, and signatures: `$connect` has no other authorizers.
void read_guard(const LiveResource& resource, const LiveResources& resources, const Application& application,
                WebSocketApi& api) {
  const auto connect = std::ranges::find(api.routes, "$connect", &WebSocketRoute::key);
  if (connect == api.routes.end() || connect->authorizer.empty()) return;
  Authorizer guard{.kind = Authorizer::Kind::Iam, .name = connect->authorizer, .function = {}, .identity = {}};
  Api shape = shape_of(api);
  shape.kind = Api::Kind::Http;  // of whose resources the authorizers are
  const auto authorizers = read_authorizers(resource, resources, application, shape);
  const auto known = std::ranges::find(authorizers, connect->authorizer, &Authorizer::name);
  if (known != authorizers.end()) guard = *known;
  if (known == authorizers.end() && connect->authorizer != kIam) {
    guard.kind = Authorizer::Kind::Unsupported;
    guard.why = "the API has no authorizer of that name";
  }
  connect->guard = std::make_shared<const Authorizer>(std::move(guard));
}

void say_unsupported(const WebSocketApi& api, const WebSocketRoute& route, Application& application) {
  const auto* unknown = std::get_if<Unknown>(&route.integration.target);
  if (unknown == nullptr) return;
  application.unsupported.push_back(
      {.logical_id = api.logical_id, .what = unknown->description, .where = route.where, .route = route.key, .of_api = true});
}

/// Those of an API, which its routes name by `Name`, or with Ref.
Models read_models(const LiveResource& api, const LiveResources& resources, Diagnostics& diagnostics) {
  Models models;
  for (const LiveResource* model : resources.of_type("AWS::ApiGatewayV2::Model")) {
    const Node* schema = model->property("Schema");
    if (model->text("ApiId") != api.ref || schema == nullptr) continue;
    models.add(model->text("Name"), *schema, diagnostics);
    if (model->ref != model->text("Name")) models.add(model->ref, *schema, diagnostics);
  }
  models.finish(api.where, diagnostics);
  return models;
}

/// Messages are checked where an expression chooses among models. Source: API Gateway developer guide, "Request validation for
/// WebSocket APIs in API Gateway".
void read_validation(const LiveResource& resource, const Models& models, WebSocketRoute& route) {
  route.model_key = SelectionExpression::read(resource.text("ModelSelectionExpression"));
  const Node* named = resource.property("RequestModels");
  if (route.model_key.empty() || named == nullptr) return;
  std::map<std::string, std::string> by_key;
  for (const Member& model : named->members) by_key[model.key] = text_of(&model.value);
  route.validation = make_validation({.body = true}, {}, std::move(by_key), models);
}

/// A route answers where an expression chooses among its route responses and there is one. Source: API Gateway developer guide,
/// "Set up route responses for WebSocket APIs in API Gateway".
bool has_answer(const LiveResource& route, const LiveResources& resources, Diagnostics& diagnostics) {
  const Node* expression = route.property("RouteResponseSelectionExpression");
  if (expression == nullptr || text_of(expression).empty()) return false;
  for (const LiveResource* response : resources.of_type("AWS::ApiGatewayV2::RouteResponse"))
    if (response->text("RouteId") == route.ref) return true;
  diagnostics
      .warning("", expression->span,
               "the route `" + route.text("RouteKey") + "` has no route response: its clients get no answer, here as on AWS")
      .hints.emplace_back("add an `AWS::ApiGatewayV2::RouteResponse` with `RouteResponseKey: $default` for it");
  return false;
}

WebSocketRoute read_route(const LiveResource& resource, const LiveResources& resources, const WebSocketApi& api,
                          const Models& models, Diagnostics& diagnostics, const Application& application) {
  WebSocketRoute route{.key = resource.text("RouteKey"),
                       .integration = {},
                       .template_key = {},
                       .answers = has_answer(resource, resources, diagnostics),
                       .authorizer = authorizer_of(resource, "AWS::ApiGatewayV2::Authorizer", resources),
                       .api_key_required = resource.text("ApiKeyRequired") == "true",
                       .where = resource.where};
  read_integration(resource, resources, api, application, diagnostics, route);
  read_validation(resource, models, route);
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
    api.keys = read_key_ring(*resource, resources, diagnostics);
    api.key_from_authorizer = resource->text("ApiKeySelectionExpression").find("usageIdentifierKey") != std::string::npos;
    const Models models = read_models(*resource, resources, diagnostics);
    for (const LiveResource* route : resources.of_type("AWS::ApiGatewayV2::Route")) {
      if (route->text("ApiId") != resource->ref) continue;
      api.routes.push_back(read_route(*route, resources, api, models, diagnostics, application));
      say_unsupported(api, api.routes.back(), application);
    }
    read_guard(*resource, resources, application, api);
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
