#include "local/key_remarks.h"

#include <set>
#include <string>

#include "application/key_ring.h"
#include "base/text.h"

namespace cxsam::local {
namespace {

using application::Api;
using application::Route;

std::string keyed_routes(const Api& api) {
  std::vector<std::string> names;
  for (const Route& route : api.routes)
    if (route.api_key_required) names.push_back("`" + route.method + " " + route.path + "`");
  return join(names, ", ");
}

/// What can be sent: a value that is made up here is shown, one of the template's is named.
std::string usable_keys(const Api& api) {
  std::set<std::string> keys;
  if (api.keys)
    for (const auto& [at, use] : api.keys->uses) {
      if (at.first != api.stages.front().name || !use.key.enabled) continue;
      keys.insert(use.key.made_up ? "`" + use.key.value + "` (`" + use.key.id + "`, whose value AWS would choose)"
                                  : "the value of `" + use.key.id + "`");
    }
  return join(std::vector<std::string>(keys.begin(), keys.end()), " or ");
}

}  // namespace

std::vector<Remark> key_remarks(const application::Application& application) {
  std::vector<Remark> remarks;
  for (const Api& api : application.apis) {
    const std::string routes = keyed_routes(api);
    if (routes.empty() || api.kind != Api::Kind::Rest) continue;
    const std::string keys = usable_keys(api);
    const std::string asks = routes + " of `" + api.logical_id + "` asks for an API key";
    if (keys.empty()) {
      remarks.push_back({Remark::Level::Warning, asks + ", and no usage plan of stage `" + api.stages.front().name +
                                                     "` has one that is enabled: every request gets 403"});
    } else if (api.key_from_authorizer) {
      remarks.push_back({Remark::Level::Note, asks + ", which its authorizer names: " + keys});
    } else {
      remarks.push_back({Remark::Level::Note, asks + ": send the header `X-API-Key` with " + keys});
    }
  }
  return remarks;
}

}  // namespace cxsam::local
