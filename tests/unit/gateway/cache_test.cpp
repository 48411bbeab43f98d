// Answers that a stage keeps, and its access log.
#include "gateway/response_cache.h"

#include "tests/unit/gateway/serving.h"
#include "tests/unit/gateway/signing.h"

using namespace cxsam;
using test::get;
using test::Serving;
using namespace std::chrono_literals;

namespace {

constexpr const char* kCached = R"(
Resources:
  Hello: {Type: AWS::Lambda::Function}
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body:
        paths:
          /a/{id}: {get: &hello {x-amazon-apigateway-integration: {type: aws_proxy, uri: !GetAtt Hello.Arn, cacheKeyParameters: [method.request.path.id, method.request.querystring.q]}}, post: *hello}
          /locked: {get: *hello}
          /warned: {get: *hello}
          /silent: {get: *hello}
  Stage:
    Type: AWS::ApiGateway::Stage
    Properties:
      RestApiId: !Ref Api
      StageName: Prod
      CacheClusterEnabled: true
      AccessLogSetting: {Format: '{"id":"$context.requestId","route":"$context.httpMethod $context.resourcePath","status":$context.status,"length":$context.responseLength,"key":"$context.identity.apiKey","$5":1}'}
      MethodSettings:
        - {ResourcePath: "/*", HttpMethod: "*", CachingEnabled: true, CacheTtlInSeconds: 600}
        - {ResourcePath: /locked, HttpMethod: GET, CachingEnabled: true, RequireAuthorizationForCacheControl: true, UnauthorizedCacheControlHeaderStrategy: FAIL_WITH_403}
        - {ResourcePath: /warned, HttpMethod: GET, CachingEnabled: true, RequireAuthorizationForCacheControl: true}
        - {ResourcePath: /silent, HttpMethod: GET, CachingEnabled: true, RequireAuthorizationForCacheControl: true, UnauthorizedCacheControlHeaderStrategy: SUCCEED_WITHOUT_RESPONSE_HEADER}
)";

const http::Headers kRenew{{"Cache-Control", "max-age=0"}};

}  // namespace

TEST_CASE("cache: an answer is kept for its time, by the parameters that are named", "[gateway]") {
  Serving serving(test::application_from(kCached));
  const auto calls_after = [&](http::Request request) {
    CHECK(serving.send(std::move(request)).status == 200);
    return serving.function->calls;
  };
  CHECK(calls_after(get("/a/1?q=1")) == 1);
  CHECK(calls_after(get("/a/1?q=1&other=2")) == 1);
  CHECK(calls_after(get("/a/1?q=2")) == 2);
  CHECK(calls_after(get("/a/2?q=1")) == 3);
  CHECK(calls_after(get("/a/1?q=1", kRenew)) == 4);
  CHECK(calls_after(get("/a/1?q=1")) == 4);
  serving.advance(10min);
  CHECK(calls_after(get("/a/1?q=1")) == 5);
  CHECK(calls_after({.method = "POST", .target = "/a/1", .headers = {}, .body = "x"}) == 6);
  CHECK(calls_after({.method = "POST", .target = "/a/1", .headers = {}, .body = "x"}) == 7);
}

TEST_CASE("cache: an answer has ids of its own request, and says where it comes from when asked", "[gateway]") {
  Serving serving(test::application_from(kCached));
  const http::Response first = serving.send(get("/a/1"));
  const http::Response second = serving.send(get("/a/1"));
  CHECK(http::find_header(first.headers, "X-Cxsam-Cache") == "MISS");
  CHECK(http::find_header(second.headers, "X-Cxsam-Cache") == "HIT");
  CHECK(second.body == first.body);
  const std::string id(http::find_header(second.headers, "x-amzn-RequestId"));
  CHECK(id.size() == 36);
  CHECK(id != http::find_header(first.headers, "x-amzn-RequestId"));
}

TEST_CASE("cache: who may not renew it is refused, or warned, or hears nothing of it", "[gateway]") {
  Serving serving(test::application_from(kCached));
  CHECK(serving.send(get("/silent")).status == 200);
  const http::Response silent = serving.send(get("/silent", kRenew));
  CHECK(http::find_header(silent.headers, "X-Cxsam-Cache") == "HIT");
  CHECK(http::find_header(silent.headers, "Warning").empty());
  CHECK(serving.send(get("/locked", kRenew)).status == 403);
  CHECK(serving.send(get("/warned")).status == 200);
  const http::Response warned = serving.send(get("/warned", kRenew));
  CHECK(http::find_header(warned.headers, "X-Cxsam-Cache") == "HIT");
  CHECK(http::find_header(warned.headers, "Warning").starts_with("199"));
}

TEST_CASE("cache: renewing it is a permission of its own", "[gateway]") {
  const std::string locked = R"(
Resources:
  Hello: {Type: AWS::Lambda::Function}
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body:
        paths:
          /hello: {get: {x-amazon-apigateway-auth: {type: AWS_IAM}, x-amazon-apigateway-integration: {type: aws_proxy, uri: !GetAtt Hello.Arn}}}
  Stage:
    Type: AWS::ApiGateway::Stage
    Properties:
      RestApiId: !Ref Api
      StageName: Prod
      CacheClusterEnabled: true
      MethodSettings: [{ResourcePath: "/*", HttpMethod: "*", CachingEnabled: true, RequireAuthorizationForCacheControl: true, UnauthorizedCacheControlHeaderStrategy: FAIL_WITH_403}]
)";
  const auto signers = gateway::read_signers(R"({"users": [{"accessKeyId": "ALICE", "secretAccessKey": "s", "policies": [
      {"Statement": {"Effect": "Allow", "Action": ["execute-api:Invoke", "execute-api:InvalidateCache"],
                     "Resource": "arn:aws:execute-api:us-east-1:123456789012:Api/Prod/GET/hello"}}]},
      {"accessKeyId": "BOB", "secretAccessKey": "s", "policies": [
      {"Statement": {"Effect": "Allow", "Action": "execute-api:Invoke", "Resource": "*"}}]},
      {"accessKeyId": "EVE", "secretAccessKey": "s"}]})",
                                             "123456789012");
  REQUIRE(signers);
  Serving serving(test::application_from(locked), "123456789012", {.signers = *signers});
  const auto renew = [&](const std::string& key) {
    return serving.send(test::signed_by({.access_key = key, .secret_key = "s"}, get("/hello", kRenew))).status;
  };
  CHECK(renew("ALICE") == 200);
  CHECK(renew("EVE") == 200);  // who has no policies may do everything
  CHECK(renew("BOB") == 403);
  CHECK(serving.function->calls == 2);
}

TEST_CASE("cache: what is too large is not kept, and there is an end to it", "[gateway]") {
  gateway::ResponseCache cache;
  const Clock::TimePoint now{};
  cache.keep("large", {.status = 200, .headers = {}, .body = std::string(2U << 20U, 'x')}, 300s, now);
  CHECK(!cache.find("large", now));
  for (int i = 0; i < 100; ++i)
    cache.keep(std::to_string(i), {.status = 200, .headers = {}, .body = std::string(1U << 20U, 'x')}, 300s, now);
  CHECK(cache.find("99", now));
  CHECK(!cache.find("0", now));
  CHECK(!cache.find("99", now + 300s));
}

TEST_CASE("access log: the stage's format is filled in, a line for each request", "[gateway]") {
  Serving serving(test::application_from(kCached));
  const http::Response response = serving.send(get("/a/1"));
  const std::string id(http::find_header(response.headers, "x-amzn-RequestId"));
  CHECK(serving.logged() == "{\"id\":\"" + id + R"(","route":"GET /a/{id}","status":200,"length":2,"key":"-","$5":1})" + "\n");
}
