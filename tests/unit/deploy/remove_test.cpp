// Deletion: what is deleted, and what never is.
#include "deploy/remove.h"

#include "base/hash.h"
#include "tests/unit/deploy/cloudformation.h"

using namespace cxsam;
using namespace cxsam::deploy;
using test::CloudFormation;
using test::end_xml;
using test::event_xml;
using test::stack_xml;

namespace {

const std::string kDigest = "0ea09a7068f1868b8026270c2b557cf9";

tl::expected<void, NotRemoved> remove_app(CloudFormation& aws) {
  RemoveOptions options{.stack = "app", .pause = std::chrono::milliseconds{1}};
  auto removed = cxsam::run(aws.loop, remove_stack(*aws.client, std::move(options)));
  REQUIRE(removed);
  return *std::move(removed);
}

}  // namespace

TEST_CASE("delete: the objects of a stack are those that its template names", "[deploy]") {
  const std::string text = R"(
Resources:
  A: {Type: AWS::Serverless::Function, Properties: {CodeUri: s3://art/shop/)" +
                           kDigest + R"(}}
  B: {Type: AWS::Lambda::Function, Properties: {Code: {S3Bucket: art, S3Key: )" +
                           kDigest + R"(.zip}}}
  C: {Type: AWS::Lambda::Function, Properties: {Code: {S3Bucket: other, S3Key: )" +
                           kDigest + R"(}}}
  D: {Type: AWS::Lambda::Function, Properties: {Code: {S3Bucket: art, S3Key: by-hand.zip}}}
  E: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: "https://s3.eu-west-1.amazonaws.com/art/shop/)" +
                           kDigest +
                           R"(.template"}}
  F: {Type: AWS::StepFunctions::StateMachine, Properties: {DefinitionS3Location: {Bucket: art, Key: !Ref Key}}}
)";
  const Stored guessed = stored_by(text, "", "");
  CHECK(guessed.bucket == "art");
  CHECK(guessed.prefix == "shop");
  CHECK(guessed.keys == std::vector<std::string>{"shop/" + kDigest, kDigest + ".zip", "shop/" + kDigest + ".template"});
  CHECK(guessed.template_key == md5_hex(text) + ".template");
  CHECK(stored_by(text, "art", "").prefix.empty());
  CHECK(stored_by("", "", "").bucket.empty());
  CHECK(stored_by("[ no template", "b", "p").keys.empty());
}

TEST_CASE("delete: objects are found wherever a template is packaged", "[deploy]") {
  const std::string each = GENERATE(
      "A: {Type: AWS::CodeCommit::Repository, Properties: {Code: {S3: {Bucket: art, Key: KEY}}}}",
      "A: {Type: AWS::CloudFormation::ResourceVersion, Properties: {SchemaHandlerPackage: s3://art/KEY}}",
      "A: {Type: AWS::Serverless::GraphQLApi, Properties: {Resolvers: {Query: {all: {CodeUri: s3://art/KEY}}}}}",
      "A: {Type: AWS::ApiGateway::RestApi, Properties: {Body: {'Fn::Transform': {Name: AWS::Include, Parameters: {Location: "
      "s3://art/KEY}}}}}",
      "A: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: 'http://127.0.0.1:4566/art/KEY'}}",
      "A: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: 'https://art.s3.amazonaws.com/KEY'}}");
  const std::string text =
      "Resources:\n  F: {Type: AWS::Serverless::Function, Properties: {CodeUri: s3://own/by-hand.zip}}\n  " +
      std::string(each).replace(each.find("KEY"), 3, "p/" + kDigest) + "\n";
  INFO(text);
  const Stored stored = stored_by(text, "", "");
  CHECK(stored.bucket == "art");
  CHECK(stored.prefix == "p");
  CHECK(stored.keys == std::vector<std::string>{"p/" + kDigest});
  const std::string published = "Metadata: {AWS::ServerlessRepo::Application: {LicenseUrl: s3://art/" + kDigest + "}}\n";
  CHECK(stored_by(published, "", "").keys == std::vector<std::string>{kDigest});
}

TEST_CASE("delete: only names that are made of content are deleted", "[deploy]") {
  CHECK(is_made_of_content("a/b/" + kDigest));
  CHECK(is_made_of_content(kDigest + ".template"));
  CHECK(is_made_of_content("p/signed_8a2b.zip"));
  CHECK_FALSE(is_made_of_content("p/data.csv"));
  CHECK_FALSE(is_made_of_content(kDigest + ".csv"));
  CHECK_FALSE(is_made_of_content(kDigest.substr(1)));
}

TEST_CASE("delete: a stack that is gone, or says so, is deleted", "[deploy]") {
  CloudFormation aws;
  aws.is_willing().events("").answers("DescribeStacks", stack_xml("DELETE_IN_PROGRESS"));
  if (GENERATE(true, false))
    aws.has_no_stack();
  else
    aws.answers("DescribeStacks", stack_xml("DELETE_COMPLETE"));
  CHECK(remove_app(aws));
  CHECK(aws.count("DeleteStack") == 1);
}

TEST_CASE("delete: what could not be deleted is tried once more, then named", "[deploy]") {
  CloudFormation aws;
  aws.is_willing().answers("DescribeStacks", stack_xml("DELETE_FAILED", "<StackStatusReason>[Bucket]</StackStatusReason>"));
  aws.events("").events(
      end_xml("3", "DELETE_FAILED") +
      event_xml("2", "Bucket", "AWS::S3::Bucket", "DELETE_FAILED", "The bucket you tried to delete is not empty") +
      end_xml("1", "DELETE_IN_PROGRESS"));
  const auto removed = remove_app(aws);
  REQUIRE_FALSE(removed);
  CHECK(aws.count("DeleteStack") == 2);
  CHECK(removed.error().error.message.find("DELETE_FAILED") != std::string::npos);
  REQUIRE(removed.error().resources.size() == 1);
  CHECK(removed.error().resources[0].path == "Bucket");
}
