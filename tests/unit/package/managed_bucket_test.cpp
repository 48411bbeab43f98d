// The bucket that `--resolve-s3` finds, or makes.
#include "package/managed_bucket.h"

#include "tests/unit/deploy/cloudformation.h"

using namespace cxsam;
using test::CloudFormation;

namespace {

constexpr std::string_view kWhole =
    "<Tags><member><Key>ManagedStackSource</Key><Value>AwsSamCli</Value></member></Tags>"
    "<Outputs><member><OutputKey>SourceBucket</OutputKey><OutputValue>mine</OutputValue></member></Outputs>";

std::string found(CloudFormation& aws) {
  const auto bucket = run(aws.loop, package::managed_bucket(*aws.client, [](std::string_view) {}));
  REQUIRE(bucket);
  return *bucket ? **bucket : bucket->error().message;
}

}  // namespace

TEST_CASE("managed bucket: one that is there is taken", "[package]") {
  CloudFormation aws;
  aws.answers("DescribeStacks", test::stack_xml("CREATE_COMPLETE", kWhole));
  CHECK(found(aws) == "mine");
  CHECK(aws.asked.size() == 1);
}

TEST_CASE("managed bucket: its stack is made where there is none", "[package]") {
  CloudFormation aws;
  aws.is_willing().has_no_stack().answers("DescribeStacks", test::stack_xml("CREATE_COMPLETE", kWhole));
  CHECK(found(aws) == "mine");
  CHECK(aws.count("CreateChangeSet") == 1);
  CHECK(aws.count("ExecuteChangeSet") == 1);
}

TEST_CASE("managed bucket: what an interruption has left is made to the end", "[package]") {
  CloudFormation aws(CloudFormation::Client::Patient);
  aws.is_willing();
  aws.answers("DescribeStacks", test::stack_xml("REVIEW_IN_PROGRESS"));
  SECTION("before the change set is executed") {
    aws.answers("DescribeStacks", test::stack_xml("CREATE_COMPLETE", kWhole));
    CHECK(found(aws) == "mine");
    CHECK(aws.count("CreateChangeSet") == 0);
    CHECK(aws.count("ExecuteChangeSet") == 1);
  }
  SECTION("and its change set is gone") {
    bool gone = true;
    aws.instead = [&](const test::Asked& asked) -> std::optional<CloudFormation::Laid> {
      if (asked.action != "DescribeChangeSet" || !std::exchange(gone, false)) return std::nullopt;
      return CloudFormation::refusal("ChangeSetNotFound");
    };
    aws.answers("DescribeStacks", test::stack_xml("CREATE_COMPLETE", kWhole));
    CHECK(found(aws) == "mine");
    CHECK(aws.count("CreateChangeSet") == 1);
    CHECK(aws.count("ExecuteChangeSet") == 1);
  }
}

TEST_CASE("managed bucket: a stack that is being made is waited for", "[package]") {
  CloudFormation aws(CloudFormation::Client::Patient);
  aws.answers("DescribeStacks", test::stack_xml("CREATE_IN_PROGRESS"))
      .answers("DescribeStacks", test::stack_xml("CREATE_COMPLETE", kWhole));
  CHECK(found(aws) == "mine");
  CHECK(aws.count("CreateChangeSet") == 0);
  CHECK(aws.count("ExecuteChangeSet") == 0);
}
