// Keys of the role of an EC2 instance. On a machine that is none nobody answers, and the search ends without a word.
// Source: Amazon EC2 user guide, "Use the Instance Metadata Service to access instance metadata", version 2.
#include <utility>

#include <fmt/format.h>

#include "aws/providers/provider.h"
#include "base/text.h"
#include "json/json.h"

namespace cxsam::aws {
namespace {

constexpr std::string_view kRolePath = "/latest/meta-data/iam/security-credentials/";

std::string endpoint(const Settings& settings) {
  std::string url = settings.of_environment("AWS_EC2_METADATA_SERVICE_ENDPOINT");
  if (url.empty()) url = settings.of_profile("ec2_metadata_service_endpoint");
  if (url.empty()) {
    std::string mode = settings.of_environment("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE");
    if (mode.empty()) mode = settings.of_profile("ec2_metadata_service_endpoint_mode");
    url = equals_ignoring_case(mode, "ipv6") ? "http://[fd00:ec2::254]" : "http://169.254.169.254";
  }
  while (url.ends_with('/')) url.pop_back();
  return url;
}

/// The body, or nothing where there is no good answer.
Task<std::optional<std::string>> ask(Search& search, std::string method, std::string path, system::HttpHeader header) {
  system::HttpRequest request{.method = std::move(method), .url = endpoint(search.settings()) + path, .direct = true};
  request.headers.push_back(std::move(header));
  request.connect_timeout = request.silence_timeout = std::chrono::seconds(1);
  auto answer = co_await search.wire.http.send(std::move(request));
  if (!answer || answer->status != 200) co_return std::nullopt;
  co_return std::move(answer->body);
}

}  // namespace

Task<Found> from_instance_metadata(Search search) {
  if (equals_ignoring_case(search.settings().of_environment("AWS_EC2_METADATA_DISABLED"), "true")) co_return std::nullopt;
  const system::HttpHeader lifetime{"x-aws-ec2-metadata-token-ttl-seconds", "21600"};
  const auto token = co_await ask(search, "PUT", "/latest/api/token", lifetime);
  if (!token) co_return std::nullopt;
  const system::HttpHeader header{"x-aws-ec2-metadata-token", *token};
  const auto roles = co_await ask(search, "GET", std::string(kRolePath), header);
  if (!roles) co_return std::nullopt;
  const std::string role(trim(std::string_view(*roles).substr(0, roles->find('\n'))));
  const auto body = co_await ask(search, "GET", std::string(kRolePath) + role, header);
  if (!body) co_return std::nullopt;
  const Result<Json> json = parse_json(*body);
  if (!json) co_return fail(Error(json.error()).with("reading the instance's credentials"));
  Result<Credentials> keys = read_keys(*json, KeyNames{}, "iam-role");
  if (!keys)
    co_return fail(std::move(keys).error().with(fmt::format("reading the credentials of the instance's role `{}`", role)));
  co_return *std::move(keys);
}

}  // namespace cxsam::aws
