#include "aws/endpoint.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

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

std::string configured(const facts::Service& service, const Settings& settings) {
  if (settings.wishes.endpoint_url) return *settings.wishes.endpoint_url;
  if (is_on(settings, "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS")) return "";
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

/// AWS's own host. Endpoints of FIPS 140 have another name, and so have those that answer over IPv6, S3's in its own way.
std::string aws_host(const facts::Service& service, const std::string& region, const Settings& settings) {
  const facts::Partition& partition = facts::partition_of(region);
  std::string host(service.host);
  std::size_t end_of_name = std::min(host.find(".{region}"), host.size());
  const bool is_regional = end_of_name < host.size();
  if (is_on(settings, "AWS_USE_FIPS_ENDPOINT") && !(service.is_fips_in_gov && partition.name == "aws-us-gov")) {
    host.insert(end_of_name, "-fips");
    end_of_name += std::string_view("-fips").size();
  }
  std::string_view domain = partition.url_suffix;
  if (is_on(settings, "AWS_USE_DUALSTACK_ENDPOINT") && is_regional) {
    if (service.name == "s3") {
      host.insert(end_of_name, ".dualstack");
    } else if (!partition.dual_stack_suffix.empty()) {
      domain = partition.dual_stack_suffix;
    }
  }
  return fmt::format("{}.{}", replace_all(std::move(host), "{region}", region), domain);
}

}  // namespace

bool is_on(const Settings& settings, std::string_view variable) {
  std::string word = settings.of_environment(variable);
  if (word.empty()) word = settings.of_profile(to_lower(variable.substr(std::string_view("AWS_").size())));
  return equals_ignoring_case(word, "true");
}

Endpoint endpoint_of(const facts::Service& service, const std::string& region, const Settings& settings) {
  Endpoint endpoint{.url = configured(service, settings), .region = signing_region(service, region)};
  while (endpoint.url.ends_with('/')) endpoint.url.pop_back();
  endpoint.is_aws = endpoint.url.empty();
  if (!endpoint.is_aws) return endpoint;
  endpoint.url = "https://" + aws_host(service, region, settings);
  return endpoint;
}

}  // namespace cxsam::aws
