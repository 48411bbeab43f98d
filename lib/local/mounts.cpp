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

}  // namespace

std::string mount_lines(const Application& application, std::string_view base_url) {
  std::string lines;
  for (const Mount& mount : mounts_of(application)) {
    lines +=
        "Mounting " + mount.function + " at " + std::string(base_url) + mount.path + " [" + join_set(mount.methods) + "]\n";
  }
  return lines;
}

std::string limitation_lines(const Application& application, bool authorizers_disabled) {
  std::map<std::string, std::set<std::string>> guarded;  // authorizer -> routes
  std::set<std::string> keyed;
  for (const Api& api : application.apis) {
    for (const Route& route : api.routes) {
      const std::string name = route.method + " " + route.path;
      if (!route.authorizer.empty()) guarded[route.authorizer].insert(name);
      if (route.api_key_required) keyed.insert(name);
    }
  }
  std::string lines;
  if (!authorizers_disabled) {
    for (const auto& [authorizer, routes] : guarded) {
      lines += "Warning: authorizer `" + authorizer + "` is NOT enforced locally yet: every caller may use " +
               join_set(routes) + "\n";
    }
  }
  if (!keyed.empty()) lines += "Warning: API keys are NOT checked locally yet: every caller may use " + join_set(keyed) + "\n";
  for (const application::Unsupported& item : application.unsupported) {
    lines += "Note: `" + item.logical_id + "`: " + item.what + " does not run locally yet\n";
  }
  return lines;
}

bool has_lambda_routes(const Application& application) {
  return std::ranges::any_of(application.apis, [](const Api& api) {
    return std::ranges::any_of(api.routes,
                               [](const Route& route) { return route.integration.kind == Integration::Kind::LambdaProxy; });
  });
}

}  // namespace cxsam::local
