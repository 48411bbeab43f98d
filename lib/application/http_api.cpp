// AWS::ApiGatewayV2::Api of protocol HTTP: routes in `Body`, by quick create (`Target`), or in Route and Integration resources.
#include "application/authorizers.h"
#include "application/integration.h"
#include "application/open_api.h"
#include "application/readers.h"
#include "application/stage_settings.h"

namespace cxsam::application {
namespace {

/// The first one is served where none is asked for.
std::vector<Stage> read_stages(const LiveResource& http_api, const LiveResources& resources) {
  std::vector<Stage> stages;
  for (const LiveResource* resource : resources.of_type("AWS::ApiGatewayV2::Stage")) {
    if (resource->text("ApiId") != http_api.ref) continue;
    Stage stage{.name = resource->text("StageName"), .is_resource = true};
    if (stage.name.empty()) stage.name = "$default";
    if (const Node* variables = resource->property("StageVariables"))
      for (const Member& variable : variables->members) stage.variables[variable.key] = text_of(&variable.value);
    read_http_stage_settings(resource->properties, stage);
    stages.push_back(std::move(stage));
  }
  if (stages.empty()) stages.push_back({.name = "$default"});
  return stages;
}

/// "GET /orders" and "$default" into method and path.
Route route_of_key(const std::string& key, Span where) {
  const std::size_t blank = key.find(' ');
  if (blank == std::string::npos) return {.method = "ANY", .path = key, .where = where};
  return {.method = key.substr(0, blank), .path = key.substr(blank + 1), .where = where};
}

Integration integration_of(const LiveResource& route, const LiveResources& resources, const Api& api,
                           const Application& application, Diagnostics& diagnostics) {
  std::string target = route.text("Target");
  target = target.substr(target.rfind('/') + 1);
  const LiveResource* integration = resources.find_by_ref("AWS::ApiGatewayV2::Integration", target);
  if (integration == nullptr) return {.target = Unknown{.description = "route without an integration"}};
  return make_integration({.type = integration->text("IntegrationType"),
                           .uri = integration->text("IntegrationUri"),
                           .subtype = integration->text("IntegrationSubtype"),
                           .payload_format = integration->text("PayloadFormatVersion"),
                           .timeout_ms = integration->property("TimeoutInMillis"),
                           .request_templates = nullptr,
                           .responses = {},
                           .request_parameters = integration->property("RequestParameters"),
                           .method = integration->text("IntegrationMethod"),
                           .vpc_link = integration->text("ConnectionId"),
                           .response_parameters = integration->property("ResponseParameters")},
                          api, application, diagnostics);
}

void read_routes(const LiveResource& http_api, const LiveResources& resources, Diagnostics& diagnostics, Api& api,
                 Application& application) {
  for (const LiveResource* resource : resources.of_type("AWS::ApiGatewayV2::Route")) {
    if (resource->text("ApiId") != http_api.ref) continue;
    Route route = route_of_key(resource->text("RouteKey"), resource->where);
    route.authorizer = authorizer_of(*resource, "AWS::ApiGatewayV2::Authorizer", resources);
    ask_for(route, texts_of(resource->property("AuthorizationScopes")));
    route.operation_name = resource->text("OperationName");
    route.integration = integration_of(*resource, resources, api, application, diagnostics);
    add_route(std::move(route), api, application);
  }
}

void read_quick_create(const LiveResource& http_api, Diagnostics& diagnostics, Api& api, Application& application) {
  const std::string target = http_api.text("Target");
  if (target.empty()) return;
  const std::string key = http_api.text("RouteKey");
  Route route = route_of_key(key.empty() ? "$default" : key, http_api.where);
  const bool web = target.starts_with("http");
  route.integration = make_integration({.type = web ? "http_proxy" : "aws_proxy",
                                        .uri = target,
                                        .payload_format = "2.0",
                                        .timeout_ms = nullptr,
                                        .request_templates = nullptr,
                                        .responses = {}},
                                       api, application, diagnostics);
  add_route(std::move(route), api, application);
}

}  // namespace

void read_http_apis(const LiveResources& resources, Diagnostics& diagnostics, Application& application) {
  for (const LiveResource* resource : resources.of_type("AWS::ApiGatewayV2::Api")) {
    if (resource->text("ProtocolType") == "WEBSOCKET") continue;
    Api api{.kind = Api::Kind::Http, .logical_id = std::string(resource->id), .where = resource->where};
    api.stages = read_stages(*resource, resources);
    read_definition(*resource, diagnostics, api, application);
    if (auto cors = read_cors(resource->property("CorsConfiguration"))) api.cors = std::move(cors);
    read_quick_create(*resource, diagnostics, api, application);
    read_routes(*resource, resources, diagnostics, api, application);
    guard_routes(read_authorizers(*resource, resources, application, api), api);
    leave_out_refused(api, application);
    application.apis.push_back(std::move(api));
  }
}

}  // namespace cxsam::application
