#include "local/function_urls.h"

namespace cxsam::local {

gateway::ServedUrls served_urls(const World& world, const Version& version, const application::PartsOfFunctions& parts,
                                invoke::Journal& journal, std::shared_ptr<const gateway::Guards> guards) {
  return {.world = world,
          .endpoints = gateway::url_endpoints(version.loaded.project.application, parts),
          .invokers = {},
          .port = 0,
          .journal = journal,
          .guards = std::move(guards)};
}

Description describe_urls(const gateway::ServedUrls& urls, const Faults& faults, const std::string& url) {
  Description description;
  for (const gateway::UrlEndpoint& endpoint : urls.endpoints) {
    const std::string function = endpoint.function->full_path();
    if (faults.contains(function)) continue;
    description.mountings.push_back(
        {.function = function,
         .url = url.substr(0, url.find("//") + 2) + endpoint.host + url.substr(url.rfind(':')) + "/",
         .methods = {"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"}});
  }
  return description;
}

}  // namespace cxsam::local
