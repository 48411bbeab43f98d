#include "application/application.h"

#include <algorithm>

#include "application/authorizers.h"
#include "application/readers.h"

namespace cxsam::application {
namespace {

/// Moves what one list of a nested stack holds, a level further down.
template <class T>
void move_below(std::string_view logical_id, std::vector<T>& nested, std::vector<T>& all) {
  for (T& each : nested) {
    each.stack_path = each.stack_path.empty() ? std::string(logical_id) : full_path(logical_id, each.stack_path);
    all.push_back(std::move(each));
  }
}

void connect_layers(Function& function, const std::vector<Layer>& layers) {
  for (LayerRef& reference : function.layers) {
    if (!reference.logical_id.empty()) {
      reference.stack_path = function.stack_path;
      continue;
    }
    const auto layer = std::ranges::find(layers, reference.arn, &Layer::arn);
    if (layer != layers.end()) reference = {.logical_id = layer->logical_id, .arn = "", .stack_path = layer->stack_path};
  }
}

/// The integration of a route that only lacked its function; what was said of it is taken back.
template <class AnyApi>
void connect_integration(Integration& integration, const Span& where, const AnyApi& api, Application& application) {
  const auto* unknown = std::get_if<Unknown>(&integration.target);
  if (unknown == nullptr || unknown->function_arn.empty()) return;
  const auto function = std::ranges::find(application.functions, unknown->function_arn, &Function::arn);
  if (function == application.functions.end()) return;
  std::erase_if(application.unsupported, [&](const Unsupported& item) {
    return item.logical_id == api.logical_id && item.stack_path == api.stack_path && item.where == where &&
           item.what == unknown->description;
  });
  FunctionTarget target{.path = function->full_path()};
  if (integration.mapping) {
    integration.target = FunctionCustom{std::move(target)};
  } else {
    integration.target = FunctionProxy{std::move(target)};
  }
}

template <class AnyApi>
void connect_routes(std::vector<AnyApi>& apis, Application& application) {
  for (AnyApi& api : apis)
    for (auto& route : api.routes) connect_integration(route.integration, route.where, api, application);
}

/// Functions of a nested stack are named by their full paths.
template <class AnyApi>
void name_functions_below(std::string_view logical_id, std::vector<AnyApi>& apis) {
  for (AnyApi& api : apis) {
    for (auto& route : api.routes) {
      FunctionTarget* function = route.integration.function();
      if (function == nullptr) continue;
      function->path = full_path(logical_id, function->path);
      for (auto& [stage, other] : function->of_stages) other = full_path(logical_id, other);
    }
  }
}

}  // namespace

std::string full_path(std::string_view stack_path, std::string_view logical_id) {
  if (stack_path.empty()) return std::string(logical_id);
  return std::string(stack_path) + "/" + std::string(logical_id);
}

bool Function::is_at(std::string_view path) const {
  if (stack_path.empty()) return path == logical_id;
  return path.size() == stack_path.size() + 1 + logical_id.size() && path.starts_with(stack_path) &&
         path[stack_path.size()] == '/' && path.ends_with(logical_id);
}

bool Function::has_alias(std::string_view called) const {
  return std::ranges::any_of(aliases, [&](const std::string& alias) {
    return called == alias || called == application::full_path(stack_path, alias);
  });
}

const Function* Application::find_function(std::string_view name) const {
  auto found = std::ranges::find_if(functions, [&](const Function& function) { return function.is_at(name); });
  if (found == functions.end()) found = std::ranges::find(functions, name, &Function::logical_id);
  if (found == functions.end()) found = std::ranges::find(functions, name, &Function::name);
  if (found == functions.end())
    found = std::ranges::find_if(functions, [&](const Function& function) { return function.has_alias(name); });
  return found == functions.end() ? nullptr : &*found;
}

Application read_application(const tmpl::Resolver& resolver, Diagnostics& diagnostics) {
  const LiveResources resources(resolver);
  Application application;
  read_layers(resources, application);
  read_functions(resources, diagnostics, application);
  read_rest_apis(resources, diagnostics, application);
  read_http_apis(resources, diagnostics, application);
  read_websocket_apis(resources, diagnostics, application);
  find_own_pools(resources, application.apis);
  read_unsupported(resources, application);
  return application;
}

void add_nested(Application& application, std::string_view logical_id, Application nested) {
  std::erase_if(application.unsupported,
                [&](const Unsupported& item) { return item.stack_path.empty() && item.logical_id == logical_id; });
  name_functions_below(logical_id, nested.apis);
  name_functions_below(logical_id, nested.websocket_apis);
  for (Api& api : nested.apis)
    for (Route& route : api.routes) move_below(logical_id, route.guard);
  for (WebSocketApi& api : nested.websocket_apis)
    for (WebSocketRoute& route : api.routes) move_below(logical_id, route.guard);
  move_below(logical_id, nested.functions, application.functions);
  move_below(logical_id, nested.layers, application.layers);
  move_below(logical_id, nested.apis, application.apis);
  move_below(logical_id, nested.websocket_apis, application.websocket_apis);
  move_below(logical_id, nested.unsupported, application.unsupported);
}

void connect_stacks(Application& application) {
  for (Function& function : application.functions) connect_layers(function, application.layers);
  connect_routes(application.apis, application);
  connect_routes(application.websocket_apis, application);
  for (Api& api : application.apis)
    for (Route& route : api.routes) connect_guard(route.guard, application);
  for (WebSocketApi& api : application.websocket_apis)
    for (WebSocketRoute& route : api.routes) connect_guard(route.guard, application);
}

}  // namespace cxsam::application
