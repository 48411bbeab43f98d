#include "gateway/authorizers/grant.h"

#include <catch2/catch.hpp>

#include "gateway/authorizers/claims.h"
#include "gateway/authorizers/grant_cache.h"
#include "gateway/authorizers/signers.h"
#include "json/json.h"
#include "loop/manual_clock.h"

using namespace cxsam;
using namespace cxsam::gateway;

namespace {

constexpr std::string_view kPolicy =
    R"("policyDocument": {"Statement": [{"Effect": "Allow", "Action": "execute-api:Invoke", "Resource": "*"}]})";

Result<Grant> grant(std::string_view rest, const GrantForm& form = {}) {
  return read_grant("{" + std::string(kPolicy) + std::string(rest) + "}", form);
}

std::string fault(const Result<Grant>& read) { return read ? "" : read.error().message; }

}  // namespace

TEST_CASE("grants: the context of REST APIs is texts", "[gateway][authorizer]") {
  const auto read = grant(R"(, "principalId": "me", "context": {"a": "b", "n": 1.5, "t": true, "none": null})");
  REQUIRE(read);
  CHECK(read->context_v1 == R"({"a":"b","n":"1.5","t":"true","principalId":"me"})");
  CHECK(fault(grant(R"(, "principalId": "me", "context": {"a": {}})")) ==
        "`context.a` is neither a text nor a number nor a truth value");
  CHECK(fault(grant(R"(, "principalId": "me", "context": "x")")) == "its `context` is no map");
  CHECK(fault(grant("")) == "its `principalId` is no text");
  CHECK(grant(R"(, "principalId": "me", "usageIdentifierKey": "k")")->usage_key == "k");
}

TEST_CASE("grants: HTTP APIs pass on what the function says", "[gateway][authorizer]") {
  const GrantForm simple{.rest = false, .simple = true};
  const auto read = read_grant(R"({"isAuthorized": true, "context": {"list": [1, {"a": null}]}})", simple);
  REQUIRE(read);
  CHECK(*read->authorized);
  CHECK(read->context_v2 == R"({"lambda":{"list":[1,{"a":null}]}})");
  CHECK_FALSE(*read_grant(R"({"isAuthorized": false})", simple)->authorized);
  CHECK(fault(read_grant(R"({"isAuthorized": "true"})", simple)) == "its `isAuthorized` is no truth value");
  CHECK(grant("", {.rest = false}).has_value());
}

TEST_CASE("grants: what is none", "[gateway][authorizer]") {
  CHECK(fault(read_grant("nope", {})) == "it is no JSON map");
  CHECK(fault(read_grant(R"({"principalId": "me"})", {})) == "it has no `policyDocument`");
  CHECK(fault(read_grant(R"({"principalId": "me", "policyDocument": {"Statement": [{"Effect": "Allow"}]}})", {})) ==
        "its policy cannot be read: Statement[0] has neither `Action` nor `NotAction`");
  CHECK(read_grant(R"({"principalId": "me", "policyDocument": {"Statement": []}})", {}).has_value());
  CHECK_FALSE(read_grant(R"({"principalId": "me", "policyDocument": {"Statement": []}})", {.as_sam = true}));
}

TEST_CASE("grants: as SAM CLI, every statement is whole, and a context holds anything", "[gateway][authorizer][sam]") {
  const GrantForm sam{.as_sam = true};
  CHECK(grant(R"(, "principalId": "")", sam));
  CHECK_FALSE(grant(R"(, "principalId": "me", "context": null)", sam));
  CHECK(grant(R"(, "principalId": "me", "context": {"a": {"b": [1]}})", sam)->context_v1 ==
        R"({"a":{"b":[1]},"principalId":"me"})");
  const GrantForm rest{.rest = true, .as_sam = true};
  CHECK(grant(R"(, "principalId": "me", "context": {"a": 1, "b": true, "c": 1.5, "d": null, "e": "x"})", rest)->context_v1 ==
        R"({"a":1,"b":true,"c":1.5,"d":null,"e":"x","principalId":"me"})");
  const std::string whole = R"({"Effect": "Allow", "Action": "execute-api:Invoke", "Resource": "*"})";
  const auto with = [&](std::string_view other) {
    return read_grant(R"({"principalId": "me", "policyDocument": {"Statement": [)" + whole + ", " + std::string(other) + "]}}",
                      sam);
  };
  CHECK(with(R"({"Effect": "Deny", "Action": [], "Resource": ["x"]})"));
  const auto conditional = with(R"({"Effect": "Allow", "Action": "execute-api:Invoke", "Resource": "*",
                                    "Condition": {"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}})");
  REQUIRE(conditional);
  REQUIRE(conditional->policies.front().statements.size() == 2);
  CHECK(conditional->policies.front().statements.back().conditions.empty());
  for (const char* other : {"{}", "5", "\"x\"", R"({"Effect": null, "Action": "a", "Resource": "*"})",
                            R"({"Effect": "Allow", "Action": 5, "Resource": "*"})", R"({"Effect": "Allow", "Action": "a"})",
                            R"({"Effect": "Allow", "NotAction": "a", "Resource": "*"})"}) {
    INFO(other);
    CHECK_FALSE(with(other));
  }
}

TEST_CASE("grants: they count for their time, and the oldest go first", "[gateway][authorizer]") {
  Loop loop{1};
  ManualClock clock(loop);
  GrantCache cache(clock);
  cache.put("a", std::make_shared<const Grant>(), std::chrono::seconds(300));
  CHECK(cache.find("a") != nullptr);
  clock.advance(std::chrono::seconds(300));
  CHECK(cache.find("a") == nullptr);
  for (int i = 0; i < 1001; ++i) cache.put(std::to_string(i), std::make_shared<const Grant>(), std::chrono::seconds(300));
  CHECK(cache.find("1") != nullptr);
  CHECK(cache.find("a") == nullptr);
}

TEST_CASE("signers: users with keys, and their policies", "[gateway][authorizer]") {
  const auto signers = read_signers(R"({"users": [{"accessKeyId": "A", "secretAccessKey": "s"},
      {"accessKeyId": "B", "secretAccessKey": "s", "arn": "arn:aws:iam::999999999999:user/bob", "policies": []}]})",
                                    "123456789012");
  REQUIRE(signers);
  CHECK(find_signer(*signers, "A")->unbounded);
  CHECK(find_signer(*signers, "A")->arn == "arn:aws:iam::123456789012:root");
  CHECK_FALSE(find_signer(*signers, "B")->unbounded);
  CHECK(find_signer(*signers, "B")->account == "999999999999");
  CHECK(find_signer(*signers, "C") == nullptr);
  CHECK(read_signers(R"({"users": [{}]})", "1").error().message == "users[0] has no `accessKeyId` or no `secretAccessKey`");
  CHECK(
      read_signers(R"({"users": [{"accessKeyId": "A", "secretAccessKey": "s", "expiration": "soon"}]})", "1").error().message ==
      "users[0].expiration is no time like `2030-01-31T12:00:00Z`");
  CHECK(read_signers("[]", "1").error().message == "it is no map with a list `users`");
}

TEST_CASE("claims: as events have them", "[gateway][authorizer]") {
  const Json claims =
      *parse_json(R"({"sub": "x", "n": 1583798639, "g": ["a", "b"], "m": {"z": true, "a": 1}, "exp": 1599599398})");
  CHECK(claims_of_http_api(claims) == R"({"sub":"x","n":"1583798639","g":"[a b]","m":"map[a:1 z:true]","exp":"1599599398"})");
  CHECK(claims_of_user_pool(claims) ==
        R"({"sub":"x","n":"1583798639","g":"a,b","m":"{\"z\":true,\"a\":1}","exp":"Tue Sep 08 21:09:58 UTC 2020"})");
  CHECK(scopes_json({}) == "null");
}
