#include "aws/verify.h"

#include <catch2/catch.hpp>
#include <string>

#include "aws/sigv4.h"
#include "aws/times.h"

using namespace cxsam;
using namespace cxsam::aws;

namespace {

const Credentials kKeys{.access_key = "AKIDEXAMPLE", .secret_key = "secret", .token = ""};
const Clock::WallTime kNow = *parse_amz_date("20260304T050607Z");

std::optional<Credentials> lookup(std::string_view access_key) {
  if (access_key != kKeys.access_key) return std::nullopt;
  return kKeys;
}

system::HttpRequest make_request() {
  return {.method = "POST",
          .url = "http://localhost:3000/orders/my%20one?b=2&a=1",
          .headers = {{"Content-Type", "application/json"}},
          .body = "{\"n\": 1}"};
}

/// The request as a server sees it.
system::HttpRequest received(system::HttpRequest request) {
  const system::Url url = system::split_url(request.url);
  request.headers.push_back({"Host", std::string(url.host)});
  request.url = std::string(url.path) + "?" + std::string(url.query);
  return request;
}

system::HttpRequest signed_request(std::string_view service = "execute-api") {
  system::HttpRequest request = make_request();
  sign(request, kKeys, {std::string(service), "eu-west-1", kNow});
  return received(request);
}

Refusal::Kind kind_of(const tl::expected<Verified, Refusal>& result) {
  REQUIRE_FALSE(result);
  return result.error().kind;
}

}  // namespace

TEST_CASE("verify: what sign() makes", "[aws]") {
  const auto verified = verify(signed_request(), lookup, kNow + std::chrono::minutes(4));
  REQUIRE(verified);
  CHECK(verified->access_key == "AKIDEXAMPLE");
  CHECK(verified->region == "eu-west-1");
  CHECK(verified->service == "execute-api");
  CHECK(verified->signed_headers == "content-type;host;x-amz-date");
  CHECK(verify(signed_request("s3"), lookup, kNow));
}

TEST_CASE("verify: anything that is changed on the way is noticed", "[aws]") {
  using Kind = Refusal::Kind;
  auto request = signed_request();
  request.body += ' ';
  CHECK(kind_of(verify(request, lookup, kNow)) == Kind::WrongSignature);
  request = signed_request("s3");
  request.body += ' ';
  CHECK(kind_of(verify(request, lookup, kNow)) == Kind::WrongPayload);
  for (const std::string_view url : {"/orders/my%20one?b=2&a=2", "/orders/my%20two?b=2&a=1", "/orders/my%20one"}) {
    request = signed_request();
    request.url = url;
    CHECK(kind_of(verify(request, lookup, kNow)) == Kind::WrongSignature);
  }
  request = signed_request();
  request.method = "PUT";
  CHECK(kind_of(verify(request, lookup, kNow)) == Kind::WrongSignature);
  request = signed_request();
  system::set_header(request.headers, "Content-Type", "text/plain");
  CHECK(kind_of(verify(request, lookup, kNow)) == Kind::WrongSignature);
}

TEST_CASE("verify: times, keys, and what is no signature", "[aws]") {
  using Kind = Refusal::Kind;
  CHECK(kind_of(verify(signed_request(), lookup, kNow + std::chrono::minutes(6))) == Kind::Expired);
  CHECK(kind_of(verify(signed_request(), lookup, kNow - std::chrono::minutes(6))) == Kind::Expired);
  CHECK(kind_of(verify(received(make_request()), lookup, kNow)) == Kind::NotSigned);
  auto request = received(make_request());
  request.headers.push_back({"Authorization", "Bearer x"});
  CHECK(kind_of(verify(request, lookup, kNow)) == Kind::NotSigned);
  system::set_header(request.headers, "Authorization", "AWS4-HMAC-SHA256 Credential=a/b");
  CHECK(kind_of(verify(request, lookup, kNow)) == Kind::Malformed);
  const Lookup nobody = [](std::string_view) { return std::nullopt; };
  CHECK(kind_of(verify(signed_request(), nobody, kNow)) == Kind::UnknownKey);
  const Lookup until = [](std::string_view) {
    Credentials keys = kKeys;
    keys.expires = kNow;
    return std::optional(keys);
  };
  CHECK(kind_of(verify(signed_request(), until, kNow)) == Kind::ExpiredToken);
  CHECK(verify(signed_request(), until, kNow - std::chrono::minutes(1)));
  request = signed_request();
  request.headers.push_back({"X-Amz-Security-Token", "stolen"});
  CHECK(kind_of(verify(request, lookup, kNow)) == Kind::UnknownKey);
}

TEST_CASE("verify: presigned URLs", "[aws]") {
  system::HttpRequest request{.url = "http://localhost:3000/orders?x=1"};
  presign(request, kKeys, {"execute-api", "eu-west-1", kNow}, std::chrono::minutes(20));
  request = received(request);
  CHECK(verify(request, lookup, kNow + std::chrono::minutes(19)));
  CHECK(kind_of(verify(request, lookup, kNow + std::chrono::minutes(21))) == Refusal::Kind::Expired);
  request.url += "&y=2";
  CHECK(kind_of(verify(request, lookup, kNow)) == Refusal::Kind::WrongSignature);
}
