// Source: AWS SDKs and Tools reference guide, "Container credential provider".
#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "aws/providers/provider.h"
#include "base/file.h"
#include "base/text.h"
#include "json/json.h"

namespace cxsam::aws {
namespace {

constexpr std::string_view kSource = "container-role";
constexpr int kTries = 3;

std::string_view without_port(std::string_view host) {
  if (host.starts_with('[')) return host.substr(1, host.find(']') - 1);
  return host.substr(0, host.find(':'));
}

/// Keys are asked for in the clear of this machine and of the container agents only.
bool may_be_asked(const system::Url& url) {
  constexpr std::array<std::string_view, 6> kHosts{"localhost",      "::1",          "169.254.170.2",
                                                   "169.254.170.23", "fd00:ec2::23", "0:0:0:0:0:0:0:1"};
  const std::string_view host = without_port(url.host);
  return url.scheme == "https" || host.starts_with("127.") || std::ranges::find(kHosts, host) != kHosts.end();
}

Result<std::string> authorization(const Settings& settings) {
  const std::string file = settings.of_environment("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");
  if (file.empty()) return settings.of_environment("AWS_CONTAINER_AUTHORIZATION_TOKEN");
  const Result<std::string> token = read_file(file);
  if (!token) return fail(Error(token.error()).with("reading the token for the container's credentials"));
  return std::string(trim(*token));
}

}  // namespace

Task<Found> from_container(Search search) {
  const Settings& settings = search.settings();
  const std::string relative = settings.of_environment("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");
  const std::string full = settings.of_environment("AWS_CONTAINER_CREDENTIALS_FULL_URI");
  if (relative.empty() && full.empty()) co_return std::nullopt;
  system::HttpRequest request{.url = relative.empty() ? full : "http://169.254.170.2" + relative, .direct = true};
  if (!may_be_asked(system::split_url(request.url)))
    co_return fail(
        Error{fmt::format("AWS_CONTAINER_CREDENTIALS_FULL_URI is `{}`, which is neither https nor this machine", full)}.hint(
            "over http credentials are asked for on loopback addresses, 169.254.170.2 and 169.254.170.23 only"));
  request.headers.push_back({"Accept", "application/json"});
  const Result<std::string> token = authorization(settings);
  if (!token) co_return fail(token.error());
  if (token->find_first_of("\r\n") != std::string::npos)
    co_return fail("the token for the container's credentials holds a line end");
  if (!token->empty()) request.headers.push_back({"Authorization", *token});
  request.connect_timeout = request.silence_timeout = std::chrono::seconds(2);
  std::string why;
  for (int attempt = 1; attempt <= kTries; ++attempt) {
    const auto answer = co_await search.wire.http.send(request);
    if (answer && answer->status == 200) {
      const Result<Json> json = parse_json(answer->body);
      if (!json) co_return fail(Error(json.error()).with("reading the container's credentials"));
      Result<Credentials> keys = read_keys(*json, KeyNames{}, kSource);
      if (!keys) co_return fail(std::move(keys).error());
      co_return *std::move(keys);
    }
    why = answer ? to_error(read_error(*answer), "credentials").message : answer.error().message;
    if (answer && answer->status < 500) break;
    co_await search.wire.world.clock.sleep_for(std::chrono::milliseconds(attempt < kTries ? 100 * attempt : 0));
  }
  co_return fail(Error{fmt::format("the container's credentials at `{}` cannot be had: {}", request.url, why)});
}

}  // namespace cxsam::aws
