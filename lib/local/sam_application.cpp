#include "local/sam_application.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "application/mapping.h"
#include "facts/routes.h"
#include "template/effective.h"

namespace cxsam::local {
namespace {

using application::Api;
using application::Integration;

/// Of APIs that SAM makes for events.
bool is_implicit(const Api& api) { return api.logical_id == "ServerlessRestApi" || api.logical_id == "ServerlessHttpApi"; }

/// In the order of the template; what SAM makes comes behind what is written, its REST API first.
auto place_of(const Api& api) {
  return std::tuple(is_implicit(api), is_implicit(api) && api.kind == Api::Kind::Http, api.where.file, api.where.begin);
}

/// What the template or its `Globals` say of an API of SAM. Nothing also where it is no API of SAM.
std::optional<Node> setting_of(const project::Project& project, const Api& api, std::string_view name) {
  const project::Stack* stack = project.find_stack(api.stack_path);
  const Node* found = nullptr;
  if (is_implicit(api)) {
    const Node* globals = stack->source.section("Globals");
    const Node* section = globals == nullptr ? nullptr : globals->find(api.kind == Api::Kind::Rest ? "Api" : "HttpApi");
    found = section == nullptr ? nullptr : section->find(name);
    return found == nullptr ? std::nullopt : std::optional(*found);
  }
  const tmpl::Resource* resource = stack->source.find_resource(api.logical_id);
  if (resource == nullptr || !resource->type.starts_with("AWS::Serverless::")) return std::nullopt;
  const tmpl::Effective effective(stack->source, *resource);
  found = effective.find(name);
  return found == nullptr ? std::nullopt : std::optional(*found);
}

bool has_unnamed_stage(const project::Project& project, const Api& api) {
  const tmpl::Resource* resource = project.find_stack(api.stack_path)->source.find_resource(api.logical_id);
  const bool of_sam = is_implicit(api) || (resource != nullptr && resource->type == "AWS::Serverless::HttpApi");
  return api.kind == Api::Kind::Http && of_sam && !setting_of(project, api, "StageName");
}

/// The path of an `Api` event, with its method as routes have it, and the API that it names. Nothing for another event.
struct EventRoute {
  std::string api, method, path;
};
std::optional<EventRoute> read_event(const Node& event) {
  const Node* type = event.find("Type");
  const Node* api = event.at_path({"Properties", "RestApiId"});
  const Node* path = event.at_path({"Properties", "Path"});
  const Node* method = event.at_path({"Properties", "Method"});
  if (type == nullptr || type->as_string() != "Api" || api == nullptr || path == nullptr || method == nullptr)
    return std::nullopt;
  const Node* named = api->is_map() ? api->find("Ref") : api;
  if (named == nullptr || !named->is_string() || !path->is_string() || !method->is_string()) return std::nullopt;
  return EventRoute{.api = named->text, .method = facts::capital_method(method->text), .path = path->text};
}

/// An event counts beside the document that its API has, where that says nothing of its route. One whose API has `Auth` is left
/// out, since nobody would look at who calls.
void add_route(project::Project& project, const application::Function& function, const EventRoute& event) {
  const auto is_meant = [&](const Api& api) { return api.logical_id == event.api && api.stack_path == function.stack_path; };
  const auto api = std::ranges::find_if(project.application.apis, is_meant);
  if (api == project.application.apis.end() || setting_of(project, *api, "Auth")) return;
  const auto is_same = [&](const application::Route& route) {
    return route.path == event.path && (route.method == event.method || route.method == "ANY");
  };
  if (std::ranges::any_of(api->routes, is_same)) return;
  api->routes.push_back({.method = event.method,
                         .path = event.path,
                         .integration = {.kind = Integration::Kind::LambdaProxy, .function = function.full_path()},
                         .where = function.where});
}

void add_routes_of_events(project::Project& project) {
  for (const application::Function& function : project.application.functions) {
    const tmpl::Template& source = project.find_stack(function.stack_path)->source;
    const tmpl::Resource* resource = source.find_resource(function.logical_id);
    if (resource == nullptr || resource->type != "AWS::Serverless::Function") continue;
    const Node* events = resource->node->at_path({"Properties", "Events"});
    if (events == nullptr || !events->is_map()) continue;
    for (const Member& event : events->members)
      if (const auto route = read_event(event.value)) add_route(project, function, *route);
  }
}

void allow_all_methods(Integration& preflight) {
  if (preflight.kind != Integration::Kind::Mock) return;
  auto mapping = std::make_shared<application::Mapping>(*preflight.mapping);
  for (application::ResponseMapping& response : mapping->responses)
    for (application::ParameterMapping& parameter : response.parameters)
      if (parameter.target == "method.response.header.Access-Control-Allow-Methods") parameter.source = "'*'";
  preflight.mapping = std::move(mapping);
}

}  // namespace

void serve_as_sam(project::Project& project) {
  std::vector<Api>& apis = project.application.apis;
  if (apis.empty()) return;
  add_routes_of_events(project);
  const Api& last = *std::ranges::max_element(apis, {}, place_of);
  const std::string stage = has_unnamed_stage(project, last) ? "" : last.stages.front().name;
  const application::Variables variables = last.stages.front().variables;
  std::set<std::string> types;
  for (const Api& api : apis) types.insert(api.binary_media_types.begin(), api.binary_media_types.end());
  for (Api& api : apis) {
    std::ranges::move(api.refused, std::back_inserter(api.routes));
    api.refused.clear();
    api.stages.front().name = stage;
    api.stages.front().variables = variables;
    api.binary_media_types.assign(types.begin(), types.end());
    const std::optional<Node> cors = setting_of(project, api, "Cors");
    if (api.kind != Api::Kind::Rest || !cors || cors->find("AllowMethods") != nullptr) continue;
    for (application::Route& route : api.routes)
      if (route.method == "OPTIONS") allow_all_methods(route.integration);
  }
}

}  // namespace cxsam::local
