#include "local/key_remarks.h"

#include <set>
#include <string>

#include "application/key_ring.h"
#include "base/text.h"

namespace cxsam::local {
namespace {

using application::Api;
using application::KeyRing;

/// The names of those routes of one API that ask for a key.
template <class Routes, class NameOf>
std::vector<std::string> keyed_routes(const Routes& routes, const NameOf& name_of) {
  std::vector<std::string> names;
  for (const auto& route : routes)
    if (route.api_key_required) names.push_back("`" + name_of(route) + "`");
  return names;
}

/// What can be sent: a value that is made up here is shown, one of the template's is named.
std::string usable_keys(const KeyRing* ring, const std::string& stage) {
  std::set<std::string> keys;
  if (ring != nullptr)
    for (const auto& [at, use] : ring->uses) {
      if (at.first != stage || !use.key.enabled) continue;
      keys.insert(use.key.made_up ? "`" + use.key.value + "` (`" + use.key.id + "`, whose value AWS would choose)"
                                  : "the value of `" + use.key.id + "`");
    }
  return join(std::vector<std::string>(keys.begin(), keys.end()), " or ");
}

template <class AnyApi>
Remark remark_of(const AnyApi& api, const std::vector<std::string>& routes, const std::string& stage) {
  const std::string keys = usable_keys(api.keys.get(), stage);
  const std::string verb = routes.size() == 1 ? "asks" : "ask";
  const std::string asks = join(routes, ", ") + " of `" + api.logical_id + "` " + verb + " for an API key";
  if (keys.empty())
    return {Remark::Level::Warning,
            asks + ", and no usage plan of stage `" + stage + "` has one that is enabled: every request gets 403"};
  if (api.key_from_authorizer) return {Remark::Level::Note, asks + ", which its authorizer names: " + keys};
  return {Remark::Level::Note, asks + ": send the header `X-API-Key` with " + keys};
}

}  // namespace

std::vector<Remark> key_remarks(const application::Application& application) {
  std::vector<Remark> remarks;
  for (const Api& api : application.apis) {
    const std::vector<std::string> routes =
        keyed_routes(api.routes, [](const auto& route) { return route.method + " " + route.path; });
    if (!routes.empty() && api.kind == Api::Kind::Rest) remarks.push_back(remark_of(api, routes, api.stages.front().name));
  }
  return remarks;
}

std::optional<Remark> key_remark(const application::WebSocketApi& api) {
  const std::vector<std::string> routes = keyed_routes(api.routes, [](const auto& route) { return route.key; });
  if (routes.empty()) return std::nullopt;
  return remark_of(api, routes, api.stage.name);
}

}  // namespace cxsam::local
