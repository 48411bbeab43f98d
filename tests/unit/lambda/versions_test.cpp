// Versions and aliases, and what EventInvokeConfig says of their events.
#include "json/json.h"
#include "tests/unit/lambda/serving.h"

using namespace cxsam;
using test::LambdaServing;

namespace {

constexpr const char* kAliased = R"(
Resources:
  Hello: {Type: AWS::Lambda::Function, Properties: {DeadLetterConfig: {TargetArn: "arn:aws:sqs:us-east-1:123456789012:dead"}}}
  Version: {Type: AWS::Lambda::Version, Properties: {FunctionName: !Ref Hello}}
  Live:
    Type: AWS::Lambda::Alias
    Properties: {FunctionName: !Ref Hello, Name: live, FunctionVersion: !GetAtt Version.Version, RoutingConfig: {AdditionalVersionWeights: [{FunctionVersion: "9", FunctionWeight: 0.5}]}}
  Told: {Type: AWS::Lambda::Function}
  Settings:
    Type: AWS::Lambda::EventInvokeConfig
    Properties:
      FunctionName: !Ref Hello
      Qualifier: $LATEST
      MaximumRetryAttempts: 0
      DestinationConfig: {OnSuccess: {Destination: !GetAtt Told.Arn}, OnFailure: {Destination: "arn:aws:sns:us-east-1:123456789012:bad"}}
)";

std::string version_of(const http::Response& response) {
  return std::string(http::find_header(response.headers, "x-amz-executed-version"));
}

}  // namespace

TEST_CASE("Lambda API: versions and aliases of the template", "[lambda]") {
  LambdaServing serving(kAliased);
  const http::Response version = serving.invoke("Hello:1");
  CHECK(version.status == 200);
  CHECK(version_of(version) == "1");
  CHECK(serving.functions["Hello"]->calls.back().function_arn == "arn:aws:lambda:us-east-1:123456789012:function:Hello:1");
  std::map<std::string, int> answered;
  for (int i = 0; i < 100; ++i) ++answered[version_of(serving.invoke("Hello?Qualifier=live"))];
  CHECK(answered["1"] > 25);
  CHECK(answered["9"] > 25);
  CHECK(answered["1"] + answered["9"] == 100);
  CHECK(serving.invoke("Hello:2").status == 404);
  CHECK(serving.invoke("Told:live").status == 404);
}

TEST_CASE("Lambda API: functions of the template are told how an event ended, others cannot be", "[lambda]") {
  LambdaServing serving(kAliased);
  serving.functions["Hello"]->answer = R"({"done": true})";
  serving.invoke("Hello", {{"X-Amz-Invocation-Type", "Event"}}, R"({"a": 1})");
  REQUIRE(serving.functions["Told"]->calls.size() == 1);
  const Json record = parse_json(serving.functions["Told"]->calls.front().payload).value();
  CHECK(record["version"] == "1.0");
  CHECK(record["requestContext"]["requestId"] == serving.functions["Hello"]->calls.front().request_id);
  CHECK(record["requestContext"]["condition"] == "Success");
  CHECK(record["requestContext"]["approximateInvokeCount"] == 1);
  CHECK(record["requestPayload"]["a"] == 1);
  CHECK(record["responseContext"]["executedVersion"] == "$LATEST");
  CHECK_FALSE(record["responseContext"].contains("functionError"));
  CHECK(record["responsePayload"]["done"] == true);
  serving.functions["Hello"]->failures = 9;
  serving.invoke("Hello", {{"X-Amz-Invocation-Type", "Event"}});
  CHECK(serving.functions["Hello"]->calls.size() == 2);  // MaximumRetryAttempts is 0
  CHECK(serving.functions["Told"]->calls.size() == 1);
  CHECK(serving.told().find("is not told to `arn:aws:sns:us-east-1:123456789012:bad`") != std::string::npos);
  CHECK(serving.told().find("is not sent to `arn:aws:sqs:us-east-1:123456789012:dead`") != std::string::npos);
}
