#include "gateway/websocket/find_api.h"

#include "application/websocket_api.h"
#include "base/text.h"
#include "gateway/routing.h"
#include "gateway/target.h"

namespace cxsam::gateway::websocket {
namespace {

/// "/prod" and "/prod/" name the stage "prod".
bool names_stage(std::string_view path, std::string_view stage) {
  if (path.ends_with('/')) path.remove_suffix(1);
  return path.size() == stage.size() + 1 && path.substr(1) == stage;
}

std::string host_of(const http::Request& request) {
  const std::string_view named = http::find_header(request.headers, "host");
  return to_lower(named.substr(0, named.rfind(':')));
}

}  // namespace

std::string own_host(const application::WebSocketApi& api) {
  return gateway::own_host({.logical_id = api.logical_id, .stack_path = api.stack_path});
}

const application::WebSocketApi* find_api(const application::Application& application, const http::Request& request) {
  const auto& apis = application.websocket_apis;
  const std::string_view path = split_target(request.target).path;
  const std::string host = host_of(request);
  for (const application::WebSocketApi& api : apis)
    if (host == own_host(api)) return path == "/" || names_stage(path, api.stage.name) ? &api : nullptr;
  for (const application::WebSocketApi& api : apis)
    if (names_stage(path, api.stage.name)) return &api;
  return apis.size() == 1 && path == "/" ? &apis.front() : nullptr;
}

std::vector<const application::WebSocketApi*> apis_at(const application::Application& application, const http::Request& request,
                                                      std::string_view stage) {
  const std::string host = host_of(request);
  std::vector<const application::WebSocketApi*> by_stage;
  for (const application::WebSocketApi& api : application.websocket_apis) {
    const bool fits = stage.empty() || api.stage.name == stage;
    if (host == own_host(api)) return fits ? std::vector{&api} : std::vector<const application::WebSocketApi*>();
    if (fits) by_stage.push_back(&api);
  }
  return by_stage;
}

}  // namespace cxsam::gateway::websocket
