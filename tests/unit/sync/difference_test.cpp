#include "sync/difference.h"

#include <catch2/catch.hpp>

#include <fmt/format.h>

using namespace cxsam;

namespace {

constexpr const char* kDeployed = R"(Resources:
  Hello:
    Type: AWS::Lambda::Function
    Properties: {Handler: app.handler, Code: {S3Bucket: b, S3Key: old}}
  Bye:
    Type: AWS::Serverless::Function
    Properties: {Handler: app.handler, CodeUri: s3://b/same}
)";

sync::Difference difference(std::string_view wanted) {
  const auto found = sync::difference(kDeployed, wanted);
  REQUIRE(found);
  return *found;
}

}  // namespace

TEST_CASE("sync: code that lies elsewhere is no change of the template", "[sync]") {
  CHECK_FALSE(difference(kDeployed).beyond_code);
  CHECK(difference(kDeployed).code.empty());
  const auto found = difference(R"({"Resources": {
    "Bye": {"Type": "AWS::Serverless::Function", "Properties": {"Handler": "app.handler", "CodeUri": "s3://b/same"}},
    "Hello": {"Type": "AWS::Lambda::Function", "Properties": {"Handler": "app.handler", "Code": {"S3Bucket": "b", "S3Key": "new"}}}}})");
  CHECK_FALSE(found.beyond_code);
  CHECK(found.code == std::vector<std::string>{"Hello"});
}

TEST_CASE("sync: anything else is for CloudFormation", "[sync]") {
  std::string wanted = kDeployed;
  wanted.replace(wanted.find("app.handler"), 11, "app.another");
  CHECK(difference(wanted).first == "Hello");
  CHECK(difference(std::string(kDeployed) + "  New:\n    Type: AWS::SNS::Topic\n").first == "New");
  CHECK(difference(std::string(kDeployed) + "Outputs: {A: {Value: b}}\n").first == "the section Outputs");
  CHECK(difference("Resources: {}\n").beyond_code);
  CHECK_FALSE(sync::difference("Resources: {", kDeployed));
}

TEST_CASE("sync: of code only what packaging has put elsewhere is no change of the template", "[sync]") {
  struct Case {
    const char* type;
    const char* before;
    const char* after;
  };
  const auto find = [](const Case& each) {
    const auto text = [&](const char* properties) {
      return fmt::format("Resources:\n  It:\n    Type: {}\n    Properties: {}\n", each.type, properties);
    };
    const auto found = sync::difference(text(each.before), text(each.after));
    REQUIRE(found);
    return *found;
  };
  SECTION("a place and another") {
    const Case each = GENERATE(
        Case{"AWS::Lambda::Function", "{Code: {S3Bucket: b, S3Key: k}}", "{Code: {S3Bucket: b, S3Key: l}}"},
        Case{"AWS::Lambda::LayerVersion", "{Content: {S3Bucket: b, S3Key: k}}", "{Content: {S3Bucket: c, S3Key: k}}"},
        Case{"AWS::Serverless::LayerVersion", "{ContentUri: s3://b/k}", "{ContentUri: s3://b/l}"},
        Case{"AWS::Serverless::HttpApi", "{DefinitionUri: s3://b/k}", "{DefinitionUri: s3://b/l}"},
        Case{"AWS::ApiGateway::RestApi", "{BodyS3Location: {Bucket: b, Key: k}}", "{BodyS3Location: {Bucket: b, Key: l}}"},
        Case{"AWS::Serverless::StateMachine", "{DefinitionUri: {Bucket: b, Key: k}}", "{DefinitionUri: {Bucket: b, Key: l}}"});
    INFO(each.type);
    CHECK_FALSE(find(each).beyond_code);
    CHECK(find(each).code == std::vector<std::string>{"It"});
  }
  SECTION("anything else that stands there, and places that nothing is brought to") {
    const Case each =
        GENERATE(Case{"AWS::Lambda::Function", "{Code: {ZipFile: return 1}}", "{Code: {ZipFile: return 2}}"},
                 Case{"AWS::Lambda::Function", "{Code: {ZipFile: return 1}}", "{Code: {S3Bucket: b, S3Key: k}}"},
                 Case{"AWS::Lambda::Function", "{Code: {S3Bucket: b, S3Key: k}}", "{Code: {ImageUri: 'a/b:1'}}"},
                 Case{"AWS::Lambda::Function", "{Code: {ImageUri: 'a/b:1'}}", "{Code: {ImageUri: 'a/b:2'}}"},
                 Case{"AWS::Lambda::Function", "{Code: {S3Bucket: !Ref B, S3Key: k}}", "{Code: {S3Bucket: !Ref B, S3Key: l}}"},
                 Case{"AWS::Serverless::Function", "{CodeUri: s3://b/k}", "{InlineCode: return 2}"},
                 Case{"AWS::Serverless::Api", "{DefinitionUri: s3://b/k}", "{}"},
                 Case{"AWS::Lambda::Function", "{CodeUri: s3://b/k}", "{CodeUri: s3://b/l}"},
                 Case{"AWS::AppSync::GraphQLSchema", "{DefinitionS3Location: s3://b/k}", "{DefinitionS3Location: s3://b/l}"},
                 Case{"AWS::CodeCommit::Repository", "{Code: {S3: {Bucket: b, Key: k}}}", "{Code: {S3: {Bucket: b, Key: l}}}"},
                 Case{"AWS::Synthetics::Canary", "{Code: {Script: a}}", "{Code: {Script: b}}"},
                 Case{"AWS::Synthetics::Canary", "{Code: {S3Bucket: b, S3Key: k}}", "{Code: {S3Bucket: b, S3Key: l}}"});
    INFO(each.type << " " << each.after);
    CHECK(find(each).first == "It");
    CHECK(find(each).code.empty());
  }
}
