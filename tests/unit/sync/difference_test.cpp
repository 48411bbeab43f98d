#include "sync/difference.h"

#include <catch2/catch.hpp>

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
