#include "aws/endpoint.h"

#include <array>

#include <fmt/format.h>

#include "base/text.h"
#include "facts/regions.h"

namespace cxsam::aws {
namespace {

/// What the section that the profile's `services` names says of one service.
std::string of_services_section(const facts::Service& service, const Settings& settings) {
  const auto section = settings.files.services.find(settings.of_profile("services"));
  if (section == settings.files.services.end()) return "";
  const auto values = section->second.nested.find(to_lower(service.setting));
  return values == section->second.nested.end() ? "" : value_of(values->second, "endpoint_url");
}

bool ignores_configured(const Settings& settings) {
  std::string word = settings.of_environment("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS");
  if (word.empty()) word = settings.of_profile("ignore_configured_endpoint_urls");
  return equals_ignoring_case(word, "true");
}

std::string configured(const facts::Service& service, const Settings& settings) {
  if (settings.wishes.endpoint_url) return *settings.wishes.endpoint_url;
  if (ignores_configured(settings)) return "";
  const std::array places{settings.of_environment(fmt::format("AWS_ENDPOINT_URL_{}", service.setting)),
                          settings.of_environment("AWS_ENDPOINT_URL"), of_services_section(service, settings),
                          settings.of_profile("endpoint_url")};
  for (const std::string& place : places)
    if (!place.empty()) return place;
  return "";
}

/// Global services have one endpoint a partition, which signs for one Region.
std::string signing_region(const facts::Service& service, const std::string& region) {
  const bool global = service.host.find("{region}") == std::string_view::npos;
  if (!global) return region;
  const std::string_view partition = facts::partition_of(region).name;
  if (partition == "aws-cn") return "cn-north-1";
  return partition == "aws-us-gov" ? "us-gov-west-1" : "us-east-1";
}

}  // namespace

Endpoint endpoint_of(const facts::Service& service, const std::string& region, const Settings& settings) {
  Endpoint endpoint{.url = configured(service, settings), .region = signing_region(service, region)};
  while (endpoint.url.ends_with('/')) endpoint.url.pop_back();
  endpoint.is_aws = endpoint.url.empty();
  if (!endpoint.is_aws) return endpoint;
  const std::string host = replace_all(std::string(service.host), "{region}", region);
  endpoint.url = fmt::format("https://{}.{}", host, facts::partition_of(region).url_suffix);
  return endpoint;
}

}  // namespace cxsam::aws
