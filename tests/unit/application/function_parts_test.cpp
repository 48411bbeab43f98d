#include "application/function_parts.h"

#include "tests/unit/application/modelling.h"

using namespace cxsam;

TEST_CASE("application: versions, aliases, URLs and event settings belong to their function", "[application]") {
  application::PartsOfFunctions parts;
  const auto application = test::application_from(R"(
Resources:
  Hello: {Type: AWS::Lambda::Function, Properties: {DeadLetterConfig: {TargetArn: !GetAtt Queue.Arn}}}
  Other: {Type: AWS::Lambda::Function, Properties: {FunctionName: other}}
  Queue: {Type: AWS::SQS::Queue}
  HelloVersion: {Type: AWS::Lambda::Version, Properties: {FunctionName: !Ref Hello}}
  HelloLive:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: !GetAtt Hello.Arn
      Name: live
      FunctionVersion: !GetAtt HelloVersion.Version
      RoutingConfig: {AdditionalVersionWeights: [{FunctionVersion: "2", FunctionWeight: 0.25}, {FunctionVersion: "3", FunctionWeight: much}]}
  HelloUrl: {Type: AWS::Lambda::Url, Properties: {TargetFunctionArn: !Ref HelloLive, AuthType: AWS_IAM, InvokeMode: RESPONSE_STREAM}}
  OtherUrl: {Type: AWS::Lambda::Url, Properties: {TargetFunctionArn: "123456789012:function:other", Qualifier: beta, AuthType: NONE, Cors: {AllowOrigins: ["*"], AllowCredentials: true}}}
  StrangeUrl: {Type: AWS::Lambda::Url, Properties: {TargetFunctionArn: elsewhere, AuthType: NONE}}
  Events:
    Type: AWS::Lambda::EventInvokeConfig
    Properties: {FunctionName: !Ref Hello, Qualifier: live, MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60, DestinationConfig: {OnFailure: {Destination: !GetAtt Other.Arn}}}
)",
                                                  parts);
  REQUIRE(parts.size() == 2);
  const application::FunctionParts& hello = parts.at("Hello");
  REQUIRE(hello.qualifiers.size() == 2);
  CHECK(hello.qualifiers[0].name == "1");
  CHECK(hello.qualifiers[0].version == "1");
  CHECK(hello.qualifiers[1].name == "live");
  CHECK(hello.qualifiers[1].version == "1");
  REQUIRE(hello.qualifiers[1].others.size() == 1);
  CHECK(hello.qualifiers[1].others[0].version == "2");
  CHECK(hello.qualifiers[1].others[0].share == 0.25);
  REQUIRE(hello.urls.size() == 1);
  CHECK(hello.urls[0].qualifier == "live");
  CHECK(hello.urls[0].iam);
  CHECK(hello.urls[0].streams);
  CHECK_FALSE(hello.urls[0].cors);
  CHECK(hello.async.at("live").retries == 0);
  CHECK(hello.async.at("live").max_age_s == 60);
  CHECK(hello.async.at("live").on_failure == "arn:aws:lambda:us-east-1:123456789012:function:other");
  CHECK(hello.dead_letters.find(":Queue") != std::string::npos);
  const application::FunctionParts& other = parts.at("Other");
  REQUIRE(other.urls.size() == 1);
  CHECK(other.urls[0].qualifier == "beta");
  CHECK_FALSE(other.urls[0].iam);
  CHECK(other.urls[0].cors->allow_credentials);
}
