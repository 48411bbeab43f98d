#include "local/sockets.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "application/authorizer.h"
#include "application/websocket_api.h"
#include "gateway/inspect/route_words.h"
#include "gateway/websocket/find_api.h"
#include "local/key_remarks.h"

namespace cxsam::local {
namespace {

using application::Integration;
using application::WebSocketApi;
using application::WebSocketRoute;

/// "ws://127.0.0.1:3000/live"; by its own host where another API has the same stage.
std::string url_of(const WebSocketApi& api, const application::Application& application, std::string_view url) {
  const bool secure = url.starts_with("https:");
  const auto& apis = application.websocket_apis;
  const auto first = std::ranges::find_if(apis, [&](const WebSocketApi& other) { return other.stage.name == api.stage.name; });
  const std::string_view port = url.substr(url.rfind(':'));
  const std::string place = first == apis.end() || &*first == &api ? std::string(url.substr(url.find("//") + 2))
                                                                   : gateway::websocket::own_host(api) + std::string(port);
  return (secure ? "wss://" : "ws://") + place + "/" + api.stage.name;
}

std::optional<std::string> answering(const WebSocketRoute& route, const Faults& faults) {
  const Integration& integration = route.integration;
  if (faults.contains(integration.function_path())) return std::nullopt;
  std::string name = gateway::answering(integration);
  return name.empty() ? std::nullopt : std::optional(std::move(name));
}

Remark warning(std::string text) { return {Remark::Level::Warning, std::move(text)}; }

void describe_guards(const WebSocketApi& api, bool authorizers_disabled, std::vector<Remark>& remarks) {
  for (const WebSocketRoute& route : api.routes) {
    const std::string name = "`" + route.key + "` of `" + api.logical_id + "`";
    const bool unknown = route.guard && route.guard->kind == application::Authorizer::Kind::Unsupported;
    if (unknown && !authorizers_disabled)
      remarks.push_back(warning("authorizer `" + route.authorizer + "` is NOT enforced, since " + route.guard->why +
                                ": every caller may use " + name));
  }
  if (auto remark = key_remark(api)) remarks.push_back(std::move(*remark));
}

}  // namespace

Description describe_sockets(const application::Application& application, const Faults& faults, std::string_view url,
                             const gateway::GuardOptions& guards) {
  Description description;
  for (const WebSocketApi& api : application.websocket_apis) {
    std::map<std::pair<std::string, std::vector<std::string>>, std::set<std::string>>
        routes;  // by what answers and guards them
    for (const WebSocketRoute& route : api.routes)
      if (const auto name = answering(route, faults)) routes[{*name, gateway::guards_of(route, guards)}].insert(route.key);
    for (const auto& [way, keys] : routes)
      description.mountings.push_back({.function = way.first,
                                       .url = url_of(api, application, url),
                                       .methods = {keys.begin(), keys.end()},
                                       .guards = way.second});
    describe_guards(api, guards.disabled, description.remarks);
  }
  return description;
}

}  // namespace cxsam::local
