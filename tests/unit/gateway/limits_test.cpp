// API keys, quotas, throttling, canaries.
#include "base/text.h"
#include "gateway/counters.h"
#include "json/json.h"
#include "tests/unit/gateway/serving.h"

using namespace cxsam;
using application::Quota;
using test::Serving;
using namespace std::chrono_literals;

namespace {

constexpr const char* kKeyed = R"(
Resources:
  Hello: {Type: AWS::Lambda::Function}
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body:
        securityDefinitions: {Keys: {type: apiKey, name: x-api-key, in: header}}
        paths:
          /open: {get: {x-amazon-apigateway-integration: &hello {type: aws_proxy, uri: !GetAtt Hello.Arn}}}
          /keyed: {get: {security: [{Keys: []}], x-amazon-apigateway-integration: *hello}, post: {security: [{Keys: []}], x-amazon-apigateway-integration: *hello}}
  Stage: {Type: AWS::ApiGateway::Stage, Properties: {RestApiId: !Ref Api, StageName: Prod}}
  Good: {Type: AWS::ApiGateway::ApiKey, Properties: {Enabled: true, Value: good-value}}
  Off: {Type: AWS::ApiGateway::ApiKey, Properties: {Enabled: false, Value: off-value}}
  Alone: {Type: AWS::ApiGateway::ApiKey, Properties: {Enabled: true, Value: alone-value}}
  Plan:
    Type: AWS::ApiGateway::UsagePlan
    Properties:
      ApiStages: [{ApiId: !Ref Api, Stage: !Ref Stage, Throttle: {/keyed/POST: {RateLimit: 1, BurstLimit: 1}}}]
      Throttle: {RateLimit: 1, BurstLimit: 3}
      Quota: {Limit: 5, Period: DAY}
  GoodInPlan: {Type: AWS::ApiGateway::UsagePlanKey, Properties: {KeyId: !Ref Good, KeyType: API_KEY, UsagePlanId: !Ref Plan}}
  OffInPlan: {Type: AWS::ApiGateway::UsagePlanKey, Properties: {KeyId: !Ref Off, KeyType: API_KEY, UsagePlanId: !Ref Plan}}
)";

http::Request keyed(std::string key, std::string method = "GET") {
  return {.method = std::move(method), .target = "/keyed", .headers = {{"X-Api-Key", std::move(key)}}, .body = {}};
}

}  // namespace

TEST_CASE("limits: only an enabled key of a plan of the stage passes", "[gateway]") {
  Serving serving(test::application_from(kKeyed));
  CHECK(serving.send({.method = "GET", .target = "/open"}).status == 200);
  for (const char* key : {"", "nobody", "off-value", "alone-value"}) {
    const http::Response response = serving.send(keyed(key));
    CHECK(response.status == 403);
    CHECK(response.body == R"({"message":"Forbidden"})");
    CHECK(http::find_header(response.headers, "x-amzn-errortype") == "ForbiddenException");
  }
  CHECK(serving.send(keyed("good-value")).status == 200);
  const auto event = parse_json(serving.function->event);
  CHECK(event->at("requestContext").at("identity").at("apiKey") == "good-value");
  CHECK(event->at("requestContext").at("identity").at("apiKeyId") == "Good");
}

TEST_CASE("limits: a plan's quota is used up, and there again on the next day", "[gateway]") {
  Serving serving(test::application_from(kKeyed));  // each request takes a minute, so that no bucket runs empty
  for (int i = 0; i < 5; ++i) CHECK(serving.send(keyed("good-value")).status == 200);
  const http::Response over = serving.send(keyed("good-value"));
  CHECK(over.status == 429);
  CHECK(over.body == R"({"message":"Limit Exceeded"})");
  CHECK(http::find_header(over.headers, "x-amzn-errortype") == "LimitExceededException");
  serving.advance(24h);
  CHECK(serving.send(keyed("good-value")).status == 200);
}

TEST_CASE("limits: a bucket begins full and fills by its rate", "[gateway]") {
  gateway::Counters counters;
  const Clock::TimePoint begin{};
  const application::Throttle limit{.rate = 10, .burst = 800};
  int passed = 0;
  for (int i = 0; i < 801; ++i) passed += counters.take("a", limit, begin) ? 1 : 0;
  CHECK(passed == 800);
  CHECK(counters.take("b", limit, begin));
  CHECK(!counters.take("a", limit, begin + 50ms));
  CHECK(counters.take("a", limit, begin + 100ms));
  CHECK(!counters.take("none", {.rate = 0, .burst = 0}, begin + 1h));
}

TEST_CASE("limits: periods begin at midnight, on the week's day and on the month's", "[gateway]") {
  using namespace std::chrono;
  const auto day = [](int y, unsigned m, unsigned d) { return sys_days(year(y) / month(m) / std::chrono::day(d)); };
  const auto begin = [](Quota quota, sys_days time) { return sys_days(days(gateway::period_of(quota, time + 13h))); };
  CHECK(begin({.period = Quota::Period::Day}, day(2026, 1, 15)) == day(2026, 1, 15));
  CHECK(begin({.period = Quota::Period::Week}, day(2026, 1, 15)) == day(2026, 1, 11));
  CHECK(begin({.period = Quota::Period::Week, .offset = 4}, day(2026, 1, 15)) == day(2026, 1, 15));
  CHECK(begin({.period = Quota::Period::Month}, day(2026, 1, 15)) == day(2026, 1, 1));
  CHECK(begin({.period = Quota::Period::Month, .offset = 19}, day(2026, 1, 15)) == day(2025, 12, 20));
}

TEST_CASE("limits: a quota of a week or a month is there again when the next one begins", "[gateway]") {
  using namespace std::chrono;
  gateway::Counters counters;
  const auto at = [](unsigned month, unsigned date) { return Clock::WallTime(sys_days(year(2026) / month / day(date)) + 13h); };
  const Quota weekly{.period = Quota::Period::Week, .limit = 2, .offset = 3};  // from Wednesday on
  CHECK(counters.count("week", weekly, at(1, 7)));
  CHECK(counters.count("week", weekly, at(1, 13)));
  CHECK_FALSE(counters.count("week", weekly, at(1, 13)));
  CHECK(counters.count("week", weekly, at(1, 14)));
  const Quota monthly{.period = Quota::Period::Month, .limit = 1, .offset = 9};  // from the tenth on
  CHECK(counters.count("month", monthly, at(1, 10)));
  CHECK_FALSE(counters.count("month", monthly, at(2, 9)));
  CHECK(counters.count("month", monthly, at(2, 10)));
  CHECK_FALSE(counters.count("none", {.period = Quota::Period::Day, .limit = 0}, at(1, 1)));
}

TEST_CASE("limits: a key has one plan at a stage, and each of its plans counts for itself", "[gateway]") {
  const std::string more = R"(
  Beta: {Type: AWS::ApiGateway::Stage, Properties: {RestApiId: !Ref Api, StageName: beta}}
  Second: {Type: AWS::ApiGateway::UsagePlan, Properties: {ApiStages: [{ApiId: !Ref Api, Stage: Prod}], Quota: {Limit: 9, Period: DAY}}}
  Other: {Type: AWS::ApiGateway::UsagePlan, Properties: {ApiStages: [{ApiId: !Ref Api, Stage: beta}], Quota: {Limit: 1, Period: WEEK}}}
  Twin: {Type: AWS::ApiGateway::ApiKey, Properties: {Enabled: true, Value: good-value}}
  GoodInSecond: {Type: AWS::ApiGateway::UsagePlanKey, Properties: {KeyId: !Ref Good, KeyType: API_KEY, UsagePlanId: !Ref Second}}
  GoodInOther: {Type: AWS::ApiGateway::UsagePlanKey, Properties: {KeyId: !Ref Good, KeyType: API_KEY, UsagePlanId: !Ref Other}}
  TwinInPlan: {Type: AWS::ApiGateway::UsagePlanKey, Properties: {KeyId: !Ref Twin, KeyType: API_KEY, UsagePlanId: !Ref Plan}}
)";
  Diagnostics findings;
  const auto application = test::application_from(kKeyed + more, {}, &findings);
  std::vector<std::string> said;
  for (const Diagnostic& finding : findings.items()) said.push_back(finding.message);
  CHECK(said == std::vector<std::string>{
                    "the key `Good` has the value of `Twin` already, and AWS refuses another: the first one counts",
                    "the key `Good` has the plan `Plan` at the stage `Prod` already, and AWS refuses another: the "
                    "first one counts"});
  const application::KeyRing& keys = *application.apis.front().keys;
  CHECK(keys.find("Prod", "good-value")->plan->quota->limit == 5);
  CHECK(keys.find("beta", "good-value")->plan->quota->limit == 1);
}

TEST_CASE("limits: a stage limits its methods, one by name and the others alike", "[gateway]") {
  Serving serving(test::application_from(R"(
Resources:
  Hello: {Type: AWS::Lambda::Function}
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties: {Body: {paths: {"/a/{id}": {get: &i {x-amazon-apigateway-integration: {type: aws_proxy, uri: !GetAtt Hello.Arn}}, post: *i}}}}
  Stage:
    Type: AWS::ApiGateway::Stage
    Properties:
      RestApiId: !Ref Api
      StageName: Prod
      MethodSettings: [{ResourcePath: "/~1a~1{id}", HttpMethod: GET, ThrottlingBurstLimit: 0, ThrottlingRateLimit: 0}, {ResourcePath: "/*", HttpMethod: "*", ThrottlingBurstLimit: -1, ThrottlingRateLimit: -1}]
)"));
  const http::Response refused = serving.send({.method = "GET", .target = "/a/1"});
  CHECK(refused.status == 429);
  CHECK(refused.body == R"({"message":"Too Many Requests"})");
  CHECK(http::find_header(refused.headers, "x-amzn-errortype") == "TooManyRequestsException");
  CHECK(serving.send({.method = "POST", .target = "/a/1"}).status == 200);
}

TEST_CASE("limits: a canary gets its share, with variables of its own", "[gateway]") {
  const auto variable = [](const char* percent) {
    Serving serving(test::application_from(std::string(R"(
Resources:
  Hello: {Type: AWS::Lambda::Function}
  Api: {Type: AWS::ApiGateway::RestApi, Properties: {Body: {paths: {/a: {get: {x-amazon-apigateway-integration: {type: aws_proxy, uri: !GetAtt Hello.Arn}}}}}}}
  Stage:
    Type: AWS::ApiGateway::Stage
    Properties: {RestApiId: !Ref Api, StageName: Prod, Variables: {x: stage, y: both}, CanarySetting: {StageVariableOverrides: {x: canary}, PercentTraffic: )") +
                                           percent + "}}\n"));
    serving.send({.method = "GET", .target = "/a"});
    return dump_json(parse_json(serving.function->event)->at("stageVariables"));
  };
  CHECK(variable("0") == R"({"x":"stage","y":"both"})");
  CHECK(variable("100") == R"({"x":"canary","y":"both"})");
}

TEST_CASE("gateway responses: those that never answer are told", "[gateway]") {
  Diagnostics findings;
  test::application_from(R"(
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties: {Body: {x-amazon-apigateway-gateway-responses: {DEFAULT_4XX: {statusCode: 404}, unauthorized: {statusCode: 404}}}}
  Throttle: {Type: AWS::ApiGateway::GatewayResponse, Properties: {RestApiId: !Ref Api, ResponseType: THROTTLE}}
  Wall: {Type: AWS::ApiGateway::GatewayResponse, Properties: {RestApiId: !Ref Api, ResponseType: WAF_FILTERED}}
  None: {Type: AWS::ApiGateway::GatewayResponse, Properties: {RestApiId: !Ref Api}}
)",
                         {}, &findings);
  std::vector<std::string> told;
  for (const Diagnostic& each : findings.items())
    told.push_back(each.message.substr(0, each.message.find(':')) + join(each.hints, ""));
  CHECK(told == std::vector<std::string>{"there is no gateway response type `unauthorized`did you mean `UNAUTHORIZED`?",
                                         "there is no gateway response type `THROTTLE`did you mean `THROTTLED`?",
                                         "no web application firewall stands before an API here",
                                         "the type of this gateway response is not known before deployment"});
}

TEST_CASE("gateway responses: a status that is none of an answer is told, and the failure keeps its own", "[gateway]") {
  const std::string begin = R"(
Resources:
  Hello: {Type: AWS::Lambda::Function}
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body:
        x-amazon-apigateway-gateway-responses: {DEFAULT_5XX: {statusCode: 700}}
        paths: {/a: {get: {x-amazon-apigateway-integration: {type: aws_proxy, uri: !GetAtt Hello.Arn}}}}
  Missing: {Type: AWS::ApiGateway::GatewayResponse, Properties: {RestApiId: !Ref Api, ResponseType: MISSING_AUTHENTICATION_TOKEN, StatusCode: )";
  Diagnostics findings;
  Serving serving(test::application_from(begin + "'103'}}\n", {}, &findings));
  REQUIRE(findings.items().size() == 2);
  CHECK(
      findings.items()[0].message ==
      "the status `700` of the gateway response `DEFAULT_5XX` is no whole number from 200 to 599: its answers have their own");
  CHECK(findings.items()[1].message.find("`103` of the gateway response `MISSING_AUTHENTICATION_TOKEN`") != std::string::npos);
  CHECK(serving.send({.method = "GET", .target = "/none"}).status == 403);
  Serving changed(test::application_from(begin + "'404'}}\n"));
  CHECK(changed.send({.method = "GET", .target = "/none"}).status == 404);
}
