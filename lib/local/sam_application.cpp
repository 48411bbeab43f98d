#include "local/sam_application.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "facts/routes.h"
#include "local/sam_apis.h"
#include "local/sam_cors.h"

namespace cxsam::local {
namespace {

using application::Api;

bool has_unnamed_stage(const project::Project& project, const Api& api) {
  return api.kind == Api::Kind::Http && !setting_of(project, api, "StageName");
}

/// The last of an API's Stage resources; without one it has neither a name nor variables. An API of SAM has the stage that SAM
/// makes.
application::Stage stage_of(const project::Project& project, const Api& api) {
  application::Stage stage;
  if (is_of_sam(project, api)) {
    stage = api.stages.front();
    if (has_unnamed_stage(project, api)) stage.name.clear();
    return stage;
  }
  for (const application::Stage& each : api.stages)
    if (each.is_resource) stage = each;
  return stage;
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
                         .integration = {.target = application::FunctionProxy{{.path = function.full_path()}}},
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

/// Of routes for the same path and method the one of the last API answers.
void leave_out_overridden(std::vector<Api>& apis) {
  std::vector<Api*> from_last;
  for (Api& api : apis) from_last.push_back(&api);
  std::ranges::stable_sort(from_last, std::greater(), [](const Api* api) { return place_among_sam(*api); });
  std::set<std::pair<std::string, std::string>> later;  // path and method
  for (Api* api : from_last) {
    std::erase_if(api->routes, [&](const application::Route& route) {
      return later.contains({route.path, route.method}) || later.contains({route.path, "ANY"});
    });
    for (const application::Route& route : api->routes) later.emplace(route.path, route.method);
  }
}

}  // namespace

void serve_as_sam(project::Project& project) {
  std::vector<Api>& apis = project.application.apis;
  if (apis.empty()) return;
  add_routes_of_events(project);
  const Api& last = *std::ranges::max_element(apis, {}, place_among_sam);
  const application::Stage stage = stage_of(project, last);
  std::set<std::string> types;
  for (const Api& api : apis) types.insert(api.binary_media_types.begin(), api.binary_media_types.end());
  for (Api& api : apis) {
    std::ranges::move(api.refused, std::back_inserter(api.routes));
    api.refused.clear();
    api.stages.front().name = stage.name;
    api.stages.front().variables = stage.variables;
    api.binary_media_types.assign(types.begin(), types.end());
  }
  share_cors(project);
  leave_out_overridden(apis);
}

}  // namespace cxsam::local
