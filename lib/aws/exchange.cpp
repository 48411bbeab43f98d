#include "aws/exchange.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "aws/endpoint.h"
#include "aws/failure.h"
#include "aws/sigv4.h"
#include "aws/times.h"
#include "base/text.h"

namespace cxsam::aws {
namespace {

using std::chrono::seconds;

constexpr std::int64_t kAttempts = 5;
constexpr std::int64_t kAttemptsThrottled = 10;  // some minutes: a busy account is no reason to give up
constexpr double kLongestPause = 20;             // seconds
constexpr seconds kTolerated{60};                // by which a clock may be off before that is why a request was refused

constexpr std::array<std::string_view, 5> kWrongTime{"RequestTimeTooSkewed", "RequestExpired", "InvalidSignatureException",
                                                     "SignatureDoesNotMatch", "AuthFailure"};

/// Full jitter: anything up to twice as long each time.
std::chrono::nanoseconds pause_before(std::int64_t attempt, Random& random) {
  std::uint32_t bits = 0;
  random.fill({reinterpret_cast<unsigned char*>(&bits), sizeof bits});
  const double share = static_cast<double>(bits) / static_cast<double>(std::numeric_limits<std::uint32_t>::max());
  const double bound = std::min(kLongestPause, std::ldexp(1.0, static_cast<int>(attempt - 1)));
  return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::duration<double>(share * bound));
}

std::int64_t most_attempts(const Settings& settings, bool throttled) {
  std::string text = settings.of_environment("AWS_MAX_ATTEMPTS");
  if (text.empty()) text = settings.of_profile("max_attempts");
  const auto number = parse_int(text);
  if (number && *number > 0) return *number;
  return throttled ? kAttemptsThrottled : kAttempts;
}

/// True when the refusal comes from this machine's clock, which is corrected then.
bool corrects_clock(Wire& wire, const AwsError& error, const system::HttpAnswer& answer) {
  if (std::ranges::find(kWrongTime, error.code) == kWrongTime.end()) return false;
  const std::string* date = system::find_header(answer.headers, "date");
  const auto theirs = date ? parse_http_date(*date) : std::nullopt;
  if (!theirs) return false;
  const auto ahead = std::chrono::duration_cast<seconds>(*theirs - wire.world.clock.wall());
  if (std::chrono::abs(ahead - wire.skew) < kTolerated) return false;
  wire.skew = ahead;
  return true;
}

/// The whole request with its host, signed for this moment.
system::HttpRequest prepared(const Wire& wire, const Call& call, const facts::Service& service, const Endpoint& endpoint,
                             const std::optional<Credentials>& credentials) {
  system::HttpRequest request = call.request;
  std::string origin = endpoint.url;
  if (!call.host_prefix.empty()) origin.insert(origin.find("://") + 3, call.host_prefix);
  request.url = origin + call.request.url;
  if (credentials)
    sign(request, *credentials, Scope{std::string(service.signing_name), endpoint.region, wire.world.clock.wall() + wire.skew},
         call.payload);
  return request;
}

/// What is told of a call that is given up.
AwsError given_up(AwsError error, std::int64_t attempts, const std::string& origin) {
  error.attempts = attempts;
  if (!was_repeated(error)) return error;
  error.message += fmt::format(" (after {} attempts)", attempts);
  if (error.status >= 500)
    error.hints.push_back(fmt::format(
        "`{}` has trouble, its last answer has status {}: try again later; AWS_MAX_ATTEMPTS says how often it is asked", origin,
        error.status));
  return error;
}

}  // namespace

system::HttpClientOptions http_options(const Settings& settings) {
  std::string bundle = settings.of_environment("AWS_CA_BUNDLE");
  if (bundle.empty()) bundle = settings.of_profile("ca_bundle");
  return {.ca_bundle = std::move(bundle)};
}

Task<Answer<system::HttpAnswer>> exchange(Wire& wire, Call call, std::optional<Credentials> credentials) {
  const facts::Service* const service = facts::find_service(call.service);
  if (service == nullptr)
    co_return tl::unexpected(AwsError{"", "`" + call.service + "` is no service that cxsam knows how to ask"});
  if (call.region.empty()) {
    const Result<std::string> region = need_region(wire.settings);
    if (!region)
      co_return tl::unexpected(AwsError{.code = "", .message = region.error().message, .hints = region.error().hints});
    call.region = *region;
  }
  const Endpoint endpoint = endpoint_of(*service, call.region, wire.settings);
  bool clock_corrected = false;
  for (std::int64_t attempt = 1;; ++attempt) {
    system::HttpRequest request = prepared(wire, call, *service, endpoint, credentials);
    tl::expected<system::HttpAnswer, system::HttpFailure> answer = co_await wire.http.send(std::move(request));
    AwsError error;
    if (!answer) {
      error = AwsError{
          .code = "", .message = answer.error().message, .hints = answer.error().hints, .repeatable = answer.error().may_pass};
    } else if (answer->status < 300) {
      co_return std::move(*answer);
    } else {
      error = read_error(*answer);
      if (!clock_corrected && corrects_clock(wire, error, *answer)) {
        clock_corrected = true;
        continue;
      }
    }
    const bool throttled = is_throttled(error);  // so that nothing was done
    const bool again = error.repeatable && (call.repeatable || throttled) && attempt < most_attempts(wire.settings, throttled);
    if (!again) co_return tl::unexpected(given_up(std::move(error), attempt, endpoint.url));
    const std::chrono::nanoseconds pause = pause_before(attempt, wire.world.random);
    co_await wire.world.clock.sleep_for(pause);
  }
}

}  // namespace cxsam::aws
