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

namespace {

/// Lines of SAM CLI end with the methods.
std::vector<std::string> guards_of(const gateway::UrlEndpoint& endpoint, const gateway::ServedUrls& urls) {
  const bool asked = endpoint.url.iam && urls.guards && !urls.guards->options.disabled && !urls.guards->options.as_sam;
  return asked ? std::vector<std::string>{"AWS_IAM"} : std::vector<std::string>{};
}

}  // namespace

Description describe_urls(const gateway::ServedUrls& urls, const Faults& faults, const std::string& url) {
  Description description;
  for (const gateway::UrlEndpoint& endpoint : urls.endpoints) {
    const std::string function = endpoint.function->full_path();
    if (faults.contains(function)) continue;
    description.mountings.push_back(
        {.function = function,
         .url = url.substr(0, url.find("//") + 2) + endpoint.host + url.substr(url.rfind(':')) + "/",
         .methods = {"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"},
         .guards = guards_of(endpoint, urls)});
  }
  return description;
}

}  // namespace cxsam::local
