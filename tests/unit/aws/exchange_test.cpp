// Calls against a server in this process that answers as it is told.
#include "aws/exchange.h"

#include <string>
#include <vector>

#include "aws/chain.h"
#include "aws/client.h"
#include "aws/times.h"
#include "base/time_text.h"
#include "loop/task_group.h"
#include "tests/support/jumping_clock.h"
#include "tests/unit/aws/told_service.h"

using namespace cxsam;
using namespace cxsam::aws;
using test::header;
using test::refusal;
using test::ToldService;

namespace {

Answer<system::HttpAnswer> send(ToldService& service, Call call, Variables environment = {}) {
  const Settings settings = service.settings(std::move(environment));
  Client client(service.world, settings);
  return *cxsam::run(service.loop, client.send(std::move(call)));
}

/// With all the patience that there is, and no waiting.
Answer<system::HttpAnswer> send_patiently(ToldService& service, test::JumpingClock& clock, Variables environment = {}) {
  Client client(World{service.loop, clock, service.random}, service.settings(std::move(environment)));
  return *cxsam::run(service.loop, client.send({.service = "lambda", .region = "", .request = {.url = "/x"}}));
}

Call call_of(std::string service = "lambda") { return {.service = std::move(service), .region = "", .request = {.url = "/x"}}; }

}  // namespace

TEST_CASE("exchange: what passes is tried again, anything else is told at once", "[aws]") {
  ToldService throttled({refusal(400, "ThrottlingException"), {200, {}, "done"}});
  const auto answer = send(throttled, call_of());
  REQUIRE(answer);
  CHECK(answer->body == "done");
  CHECK(throttled.requests.size() == 2);
  CHECK(header(throttled.requests[0], "authorization").find("/eu-west-1/lambda/aws4_request") != std::string::npos);

  ToldService denied({refusal(403, "AccessDenied")});
  const auto refused = send(denied, call_of());
  REQUIRE_FALSE(refused);
  CHECK(to_error(refused.error(), "Invoke").message ==
        "An error occurred (AccessDenied) when calling the Invoke operation: why");
  CHECK(refused.error().request_id == "id-1");
  CHECK(denied.requests.size() == 1);

  ToldService broken({refusal(503, "ServiceUnavailable")});
  Call once = call_of();
  once.repeatable = false;
  CHECK_FALSE(send(broken, std::move(once)));
  CHECK(broken.requests.size() == 1);

  ToldService down({refusal(503, "ServiceUnavailable")});
  const auto given_up = send(down, call_of(), {{"AWS_MAX_ATTEMPTS", "2"}});
  REQUIRE_FALSE(given_up);
  CHECK(given_up.error().message == "why (after 2 attempts)");
}

TEST_CASE("exchange: throttling is waited for, trouble of a service for some seconds only", "[aws]") {
  test::JumpingClock clock;
  const Clock::TimePoint begin = clock.now();
  ToldService throttled({refusal(400, "ThrottlingException")});
  const auto busy = send_patiently(throttled, clock);
  REQUIRE_FALSE(busy);
  CHECK(busy.error().message.ends_with("(after 10 attempts)"));
  CHECK(throttled.requests.size() == 10);
  CHECK(clock.now() - begin > std::chrono::seconds{20});

  const Clock::TimePoint next = clock.now();
  ToldService broken({{500, {}, ""}});
  const auto failed = send_patiently(broken, clock);
  REQUIRE_FALSE(failed);
  CHECK(broken.requests.size() == 5);
  CHECK(clock.now() - next < std::chrono::seconds{16});
  CHECK(failed.error().message.ends_with("(after 5 attempts)"));
  REQUIRE(failed.error().hints.size() == 1);
  CHECK(failed.error().hints.front().starts_with("`" + broken.url + "` has trouble, its last answer has status 500"));
}

TEST_CASE("exchange: credentials that are refused as expired are looked for once more", "[aws]") {
  const auto keys = [](std::string_view name) {
    return http::Response{
        200,
        {},
        fmt::format(R"({{"AccessKeyId": "{}", "SecretAccessKey": "s", "Token": "t", "Expiration": "2099-01-01T00:00:00Z"}})",
                    name)};
  };
  ToldService service({keys("A"), refusal(403, "ExpiredToken"), keys("B"), {200, {}, "done"}});
  const Settings settings = *read_settings({{"HOME", "/nowhere"},
                                            {"AWS_ENDPOINT_URL", service.url},
                                            {"AWS_REGION", "eu-west-1"},
                                            {"AWS_CONTAINER_CREDENTIALS_FULL_URI", service.url + "/keys"}},
                                           {});
  Client client(service.world, settings);
  const auto answer = *cxsam::run(service.loop, client.send(call_of()));
  REQUIRE(answer);
  CHECK(answer->body == "done");
  REQUIRE(service.requests.size() == 4);
  CHECK(header(service.requests[3], "authorization").find("Credential=B/") != std::string::npos);
  REQUIRE(*cxsam::run(service.loop, client.send(call_of())));
  REQUIRE(service.requests.size() == 5);  // the others serve from then on
  CHECK(header(service.requests[4], "authorization").find("Credential=B/") != std::string::npos);

  ToldService stubborn({refusal(400, "ExpiredTokenException")});
  const auto refused = send(stubborn, call_of());
  REQUIRE_FALSE(refused);
  CHECK(stubborn.requests.size() == 1);  // the environment has no others
  CHECK(refused.error().hints.front().find("aws sso login") != std::string::npos);
}

TEST_CASE("exchange: a wrong clock is corrected by the server's", "[aws]") {
  const auto off = GENERATE(std::chrono::hours(3), std::chrono::hours(1), std::chrono::hours(-1));
  const auto* const code = GENERATE("RequestTimeTooSkewed", "InvalidSignatureException", "RequestExpired");
  const SystemClock clock;
  const std::string theirs = http_date(clock.wall() + off);
  ToldService service({refusal(403, code, {{"Date", theirs}}), {200, {}, ""}});
  REQUIRE(send(service, call_of()));
  REQUIRE(service.requests.size() == 2);
  const auto signed_at = parse_amz_date(header(service.requests[1], "x-amz-date"));
  REQUIRE(signed_at);
  CHECK(std::chrono::abs(*signed_at - clock.wall() - off) < std::chrono::minutes{1});
}

TEST_CASE("exchange: nobody answers", "[aws]") {
  ToldService service({{200, {}, ""}});
  const auto answer = send(service, call_of(), {{"AWS_ENDPOINT_URL", "http://127.0.0.1:1"}, {"AWS_MAX_ATTEMPTS", "1"}});
  REQUIRE_FALSE(answer);
  CHECK(answer.error().status == 0);
  CHECK(answer.error().message.starts_with("no answer from `http://127.0.0.1:1`: "));
}

TEST_CASE("exchange: wrong keys are told at once, in the service's words", "[aws]") {
  for (const std::string_view code : {"InvalidAccessKeyId", "SignatureDoesNotMatch", "ExpiredToken"}) {
    ToldService service({refusal(403, code)});
    const auto answer = send(service, call_of("s3"));
    REQUIRE_FALSE(answer);
    CHECK(answer.error().code == code);
    CHECK(service.requests.size() == 1);
  }
}

TEST_CASE("credentials are looked for once, however many ask", "[aws]") {
  ToldService service(
      {{200, {}, R"({"AccessKeyId": "A", "SecretAccessKey": "s", "Token": "t", "Expiration": "2099-01-01T00:00:00Z"})"}});
  const Settings settings =
      *read_settings({{"HOME", "/nowhere"}, {"AWS_CONTAINER_CREDENTIALS_FULL_URI", service.url + "/keys"}}, {});
  system::HttpClient http;
  Wire wire{service.world, http, settings};
  CredentialSource source(wire);
  std::vector<std::string> found;
  const auto ask = [&]() -> Task<void> {
    const Result<Credentials> keys = co_await source.get();
    found.push_back(keys ? keys->access_key : keys.error().message);
  };
  const auto all = [&]() -> Task<void> {
    TaskGroup group(service.world);
    for (int i = 0; i < 3; ++i) group.spawn("ask", ask());
    co_await group.join();
  };
  cxsam::run(service.loop, all());
  CHECK(found == std::vector<std::string>{"A", "A", "A"});
  CHECK(service.requests.size() == 1);
}
