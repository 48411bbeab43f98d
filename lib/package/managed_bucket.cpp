#include "package/managed_bucket.h"

#include <optional>
#include <utility>

#include <fmt/format.h>

#include "aws/services/cloudformation.h"
#include "json/json.h"

namespace cxsam::package {
namespace {

const std::string kStack = "aws-sam-cli-managed-default";
const std::string kChangeSet = "InitialCreation";
constexpr std::chrono::seconds kPause{2};
constexpr std::chrono::minutes kPatience{15};

// Private, encrypted, with versions; the Serverless Application Repository may read it, nobody without TLS.
constexpr std::string_view kTemplate = R"({
  "AWSTemplateFormatVersion": "2010-09-09",
  "Description": "Managed Stack for AWS SAM CLI",
  "Resources": {
    "SamCliSourceBucket": {
      "Type": "AWS::S3::Bucket",
      "Properties": {
        "PublicAccessBlockConfiguration": {
          "BlockPublicAcls": true, "BlockPublicPolicy": true, "IgnorePublicAcls": true, "RestrictPublicBuckets": true
        },
        "BucketEncryption": {
          "ServerSideEncryptionConfiguration": [{"ServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms"}}]
        },
        "VersioningConfiguration": {"Status": "Enabled"},
        "Tags": [{"Key": "ManagedStackSource", "Value": "AwsSamCli"}]
      }
    },
    "SamCliSourceBucketBucketPolicy": {
      "Type": "AWS::S3::BucketPolicy",
      "Properties": {
        "Bucket": {"Ref": "SamCliSourceBucket"},
        "PolicyDocument": {
          "Statement": [
            {
              "Effect": "Allow",
              "Principal": {"Service": "serverlessrepo.amazonaws.com"},
              "Action": ["s3:GetObject"],
              "Resource": {"Fn::Sub": "arn:${AWS::Partition}:s3:::${SamCliSourceBucket}/*"},
              "Condition": {"StringEquals": {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}}
            },
            {
              "Effect": "Deny",
              "Principal": "*",
              "Action": ["s3:*"],
              "Resource": [
                {"Fn::Sub": "arn:${AWS::Partition}:s3:::${SamCliSourceBucket}"},
                {"Fn::Sub": "arn:${AWS::Partition}:s3:::${SamCliSourceBucket}/*"}
              ],
              "Condition": {"Bool": {"aws:SecureTransport": "false"}}
            }
          ]
        }
      }
    }
  },
  "Outputs": {"SourceBucket": {"Value": {"Ref": "SamCliSourceBucket"}}}
})";

Result<std::string> bucket_of(const aws::Stack& stack) {
  if (stack.outputs.empty() || stack.tags.empty())
    return fail(
        Error{fmt::format("Stack {} is missing Tags and/or Outputs information and therefore not in a healthy state (Current "
                          "state:{}). Failing as the stack was likely not created by the AWS SAM CLI",
                          kStack, stack.status)}
            .hint(fmt::format("`aws cloudformation delete-stack --stack-name {}` removes it; it is made anew then", kStack)));
  if (stack.tag("ManagedStackSource") != "AwsSamCli")
    return fail(
        Error{fmt::format("Stack {} exists, but the ManagedStackSource tag is missing. Failing as the stack was likely not "
                          "created by the AWS SAM CLI",
                          kStack)}
            .hint("name a bucket of your own with `--s3-bucket`"));
  const std::string bucket = stack.output("SourceBucket");
  if (bucket.empty())
    return fail(
        Error{fmt::format("Stack {} exists, but is missing the managed source bucket key. Failing as this stack was likely not "
                          "created by the AWS SAM CLI",
                          kStack)}
            .hint("name a bucket of your own with `--s3-bucket`"));
  return bucket;
}

/// Asks again until it is complete.
Task<Result<void>> wait_for_change_set(aws::Client& client) {
  const Clock::TimePoint until = client.world().clock.after(kPatience);
  while (client.world().clock.now() < until) {
    const auto change_set = co_await aws::describe_change_set(client, kStack, kChangeSet);
    if (!change_set) co_return fail(aws::to_error(change_set.error(), "DescribeChangeSet"));
    if (change_set->status == "CREATE_COMPLETE") co_return Result<void>();
    if (change_set->status == "FAILED")
      co_return fail(fmt::format("Failed to create managed resources: the change set of the stack {} failed: {}", kStack,
                                 change_set->reason));
    co_await client.world().clock.sleep_for(kPause);
  }
  co_return fail(fmt::format("the change set of the stack {} takes too long", kStack));
}

Task<Result<std::string>> wait_for_stack(aws::Client& client) {
  const Clock::TimePoint until = client.world().clock.after(kPatience);
  while (client.world().clock.now() < until) {
    const auto stack = co_await aws::find_stack(client, kStack);
    if (!stack) co_return fail(aws::to_error(stack.error(), "DescribeStacks"));
    const std::string status = *stack ? (*stack)->status : "";
    if (status == "CREATE_COMPLETE") co_return bucket_of(**stack);
    if (status != "CREATE_IN_PROGRESS" && status != "REVIEW_IN_PROGRESS")
      co_return fail(Error{fmt::format("the stack {} could not be created: it is in {}", kStack, status)}.hint(fmt::format(
          "`aws cloudformation describe-stack-events --stack-name {}` says why", aws::stack_words(client, kStack))));
    co_await client.world().clock.sleep_for(kPause);
  }
  co_return fail(fmt::format("the stack {} takes too long", kStack));
}

Task<Result<void>> make_change_set(aws::Client& client) {
  const Json parameters{{"StackName", kStack},
                        {"TemplateBody", kTemplate},
                        {"Tags", Json::array({{{"Key", "ManagedStackSource"}, {"Value", "AwsSamCli"}}})},
                        {"ChangeSetType", "CREATE"},
                        {"ChangeSetName", kChangeSet},
                        {"Capabilities", Json::array({"CAPABILITY_IAM"})}};
  const auto made = co_await client.query("cloudformation", "CreateChangeSet", parameters);
  if (!made) co_return fail(aws::to_error(made.error(), "CreateChangeSet"));
  co_return Result<void>();
}

Task<Result<std::string>> execute_change_set(aws::Client& client) {
  const Result<void> ready = co_await wait_for_change_set(client);
  if (!ready) co_return fail(ready.error());
  const Json names{{"ChangeSetName", kChangeSet}, {"StackName", kStack}};
  const auto begun = co_await client.query("cloudformation", "ExecuteChangeSet", names);
  if (!begun) co_return fail(aws::to_error(begun.error(), "ExecuteChangeSet"));
  co_return co_await wait_for_stack(client);
}

}  // namespace

Task<Result<std::string>> managed_bucket(aws::Client& client, std::function<void(std::string_view)> tell) {
  const auto stack = co_await aws::find_stack(client, kStack);
  if (!stack) co_return fail(aws::to_error(stack.error(), "DescribeStacks"));
  const std::string status = *stack ? (*stack)->status : "";
  if (status == "CREATE_IN_PROGRESS") co_return co_await wait_for_stack(client);
  if (*stack && status != "REVIEW_IN_PROGRESS") co_return bucket_of(**stack);
  tell("\tCreating the required resources...\n");
  bool has_change_set = false;
  if (*stack) {
    const auto left = co_await aws::describe_change_set(client, kStack, kChangeSet);
    has_change_set = left.has_value();
  }
  if (!has_change_set) {
    const Result<void> made = co_await make_change_set(client);
    if (!made) co_return fail(made.error());
  }
  Result<std::string> bucket = co_await execute_change_set(client);
  if (bucket) tell("\tSuccessfully created!\n");
  co_return bucket;
}

}  // namespace cxsam::package
