#include "gateway/routing.h"

#include <ranges>
#include <vector>

#include "base/text.h"

namespace cxsam::gateway {
namespace {

constexpr std::string_view kDefault = "$default";

/// "orders", in a nested stack "orders.shop".
std::string label_of(const application::Api& api) {
  std::string label = to_lower(api.logical_id);
  const std::vector<std::string_view> stacks = split(api.stack_path, '/');
  for (const std::string_view stack : stacks | std::views::reverse)
    if (!stack.empty()) label += "." + to_lower(stack);
  return label;
}

/// The first segment of a path names the stage; what names none belongs to `$default`.
Way way_by_stage(const Routing::ByStage& stages, const RouteTable& none, std::string_view path) {
  const std::string_view behind_slash = path.substr(path.starts_with('/') ? 1 : 0);
  const std::string_view first = behind_slash.substr(0, behind_slash.find('/'));
  const auto named = stages.find(first);
  if (named != stages.end() && first != kDefault) {
    const std::string_view rest = behind_slash.substr(first.size());
    return {.routes = &named->second, .path = rest.empty() ? "/" : rest};
  }
  const auto standard = stages.find(kDefault);
  return {.routes = standard == stages.end() ? &none : &standard->second, .path = path};
}

}  // namespace

std::string own_host(const application::Api& api) { return label_of(api) + ".localhost"; }

std::string execute_api_host(const application::Api& api) { return label_of(api) + ".execute-api.localhost"; }

Routing::Routing(const application::Application& application, const Dialect& dialect, bool stages_in_paths)
    : all(application, {}, dialect), none(application::Application{}, {}, dialect), by_stage(stages_in_paths) {
  for (const application::Api& api : application.apis) {
    alone.try_emplace(own_host(api), application, RouteChoice{.only = &api}, dialect);
    ByStage& stages = by_api[execute_api_host(api)];
    for (const application::Stage& stage : api.stages) {
      stages.try_emplace(stage.name, application, RouteChoice{.only = &api, .stage = stage.name}, dialect);
      if (by_stage) staged.try_emplace(stage.name, application, RouteChoice{.stage = stage.name}, dialect);
    }
  }
}

Way Routing::of(std::string_view host, std::string_view path) const {
  const std::string name = to_lower(host.substr(0, host.find(':')));
  if (const auto found = by_api.find(name); found != by_api.end()) return way_by_stage(found->second, none, path);
  if (const auto found = alone.find(name); found != alone.end()) return {.routes = &found->second, .path = path};
  return by_stage ? way_by_stage(staged, none, path) : Way{.routes = &all, .path = path};
}

}  // namespace cxsam::gateway
