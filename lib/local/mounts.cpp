#include "local/mounts.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <vector>

#include "base/text.h"

namespace cxsam::local {
namespace {

using application::Api;
using application::Application;
using application::Integration;
using application::Route;

struct Mount {
  std::string function;
  std::string path;
  std::set<std::string> methods;
};

void add_methods(const Route& route, std::set<std::string>& methods) {
  if (route.method != "ANY") {
    methods.insert(route.method);
    return;
  }
  for (const char* method : {"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"}) methods.insert(method);
}

std::vector<Mount> mounts_of(const Application& application) {
  std::vector<Mount> mounts;
  for (const Api& api : application.apis) {
    for (const Route& route : api.routes) {
      if (route.integration.kind != Integration::Kind::LambdaProxy) continue;
      const std::string path = route.path.starts_with('/') ? route.path : "/" + route.path;
      auto mount = std::ranges::find_if(
          mounts, [&](const Mount& known) { return known.function == route.integration.function && known.path == path; });
      if (mount == mounts.end())
        mount = mounts.insert(mounts.end(), {.function = route.integration.function, .path = path, .methods = {}});
      add_methods(route, mount->methods);
    }
  }
  return mounts;
}

std::string join_set(const std::set<std::string>& words) {
  const std::vector<std::string> list(words.begin(), words.end());
  return join(list, ", ");
}

Remark warning(std::string text) { return {Remark::Level::Warning, std::move(text)}; }

}  // namespace

std::vector<Mounting> mountings(const Application& application, std::string_view base_url) {
  std::vector<Mounting> all;
  for (const Mount& mount : mounts_of(application)) {
    all.push_back({.function = mount.function,
                   .url = std::string(base_url) + mount.path,
                   .methods = {mount.methods.begin(), mount.methods.end()}});
  }
  return all;
}

std::vector<Remark> limitations(const Application& application, bool authorizers_disabled) {
  std::map<std::string, std::set<std::string>> guarded;  // authorizer -> routes
  std::set<std::string> keyed;
  for (const Api& api : application.apis) {
    for (const Route& route : api.routes) {
      const std::string name = route.method + " " + route.path;
      if (!route.authorizer.empty()) guarded[route.authorizer].insert(name);
      if (route.api_key_required) keyed.insert(name);
    }
  }
  std::vector<Remark> remarks;
  if (!authorizers_disabled) {
    for (const auto& [authorizer, routes] : guarded) {
      remarks.push_back(
          warning("authorizer `" + authorizer + "` is NOT enforced locally yet: every caller may use " + join_set(routes)));
    }
  }
  if (!keyed.empty()) {
    remarks.push_back(warning("API keys are NOT checked locally yet: every caller may use " + join_set(keyed)));
  }
  for (const application::Unsupported& item : application.unsupported) {
    remarks.push_back({Remark::Level::Note, "`" + item.logical_id + "`: " + item.what + " does not run locally yet"});
  }
  return remarks;
}

bool has_lambda_routes(const Application& application) {
  return std::ranges::any_of(application.apis, [](const Api& api) {
    return std::ranges::any_of(api.routes,
                               [](const Route& route) { return route.integration.kind == Integration::Kind::LambdaProxy; });
  });
}

}  // namespace cxsam::local
