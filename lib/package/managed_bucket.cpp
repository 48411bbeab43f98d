#include "package/managed_bucket.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "json/json.h"

namespace cxsam::package {
namespace {

constexpr std::string_view kStack = "aws-sam-cli-managed-default";
constexpr std::string_view kChangeSet = "InitialCreation";
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

/// The stack, or nothing when there is none of that name.
Task<Result<std::optional<aws::XmlElement>>> find_stack(aws::Client& client) {
  const Json name{{"StackName", kStack}};
  const auto answer = co_await client.query("cloudformation", "DescribeStacks", name);
  if (!answer) {
    const aws::AwsError& error = answer.error();
    if (error.code == "ValidationError" && error.message.find("does not exist") != std::string::npos) co_return std::nullopt;
    co_return fail(aws::to_error(error, "DescribeStacks"));
  }
  const aws::XmlElement* stack = answer->find("Stacks/member");
  if (stack == nullptr) co_return std::nullopt;
  co_return *stack;
}

/// Of a list of <member> with a name and a value.
std::string value_in(const aws::XmlElement& stack, std::string_view list, std::string_view name_of, std::string_view value_of,
                     std::string_view name) {
  const aws::XmlElement* members = stack.find(list);
  if (members == nullptr) return "";
  const auto found =
      std::ranges::find_if(members->children, [&](const aws::XmlElement& each) { return each.text_of(name_of) == name; });
  return found == members->children.end() ? "" : found->text_of(value_of);
}

Result<std::string> bucket_of(const aws::XmlElement& stack) {
  const bool bare = stack.find("Outputs/member") == nullptr || stack.find("Tags/member") == nullptr;
  if (bare)
    return fail(
        Error{fmt::format("Stack {} is missing Tags and/or Outputs information and therefore not in a healthy state (Current "
                          "state:{}). Failing as the stack was likely not created by the AWS SAM CLI",
                          kStack, stack.text_of("StackStatus"))}
            .hint(fmt::format("`aws cloudformation delete-stack --stack-name {}` removes it; it is made anew then", kStack)));
  if (value_in(stack, "Tags", "Key", "Value", "ManagedStackSource") != "AwsSamCli")
    return fail(
        Error{fmt::format("Stack {} exists, but the ManagedStackSource tag is missing. Failing as the stack was likely not "
                          "created by the AWS SAM CLI",
                          kStack)}
            .hint("name a bucket of your own with `--s3-bucket`"));
  const std::string bucket = value_in(stack, "Outputs", "OutputKey", "OutputValue", "SourceBucket");
  if (bucket.empty())
    return fail(
        Error{fmt::format("Stack {} exists, but is missing the managed source bucket key. Failing as this stack was likely not "
                          "created by the AWS SAM CLI",
                          kStack)}
            .hint("name a bucket of your own with `--s3-bucket`"));
  return bucket;
}

/// Asks again until `status` says COMPLETE.
Task<Result<void>> wait_for_change_set(aws::Client& client) {
  const Clock::TimePoint until = client.world().clock.after(kPatience);
  while (client.world().clock.now() < until) {
    const Json names{{"ChangeSetName", kChangeSet}, {"StackName", kStack}};
    const auto answer = co_await client.query("cloudformation", "DescribeChangeSet", names);
    if (!answer) co_return fail(aws::to_error(answer.error(), "DescribeChangeSet"));
    const std::string status = answer->text_of("Status");
    if (status == "CREATE_COMPLETE") co_return Result<void>();
    if (status == "FAILED")
      co_return fail(fmt::format("the change set of the stack {} failed: {}", kStack, answer->text_of("StatusReason")));
    co_await client.world().clock.sleep_for(kPause);
  }
  co_return fail(fmt::format("the change set of the stack {} takes too long", kStack));
}

Task<Result<std::string>> wait_for_stack(aws::Client& client) {
  const Clock::TimePoint until = client.world().clock.after(kPatience);
  while (client.world().clock.now() < until) {
    const auto stack = co_await find_stack(client);
    if (!stack) co_return fail(stack.error());
    const std::string status = *stack ? (*stack)->text_of("StackStatus") : "";
    if (status == "CREATE_COMPLETE") co_return bucket_of(**stack);
    if (status != "CREATE_IN_PROGRESS" && status != "REVIEW_IN_PROGRESS")
      co_return fail(Error{fmt::format("the stack {} could not be created: it is in {}", kStack, status)}.hint(
          fmt::format("`aws cloudformation describe-stack-events --stack-name {}` says why", kStack)));
    co_await client.world().clock.sleep_for(kPause);
  }
  co_return fail(fmt::format("the stack {} takes too long", kStack));
}

Task<Result<std::string>> create(aws::Client& client) {
  const Json parameters{{"StackName", kStack},
                        {"TemplateBody", kTemplate},
                        {"Tags", Json::array({{{"Key", "ManagedStackSource"}, {"Value", "AwsSamCli"}}})},
                        {"ChangeSetType", "CREATE"},
                        {"ChangeSetName", kChangeSet},
                        {"Capabilities", Json::array({"CAPABILITY_IAM"})}};
  const auto made = co_await client.query("cloudformation", "CreateChangeSet", parameters);
  if (!made) co_return fail(aws::to_error(made.error(), "CreateChangeSet"));
  const Result<void> ready = co_await wait_for_change_set(client);
  if (!ready) co_return fail(ready.error());
  const Json names{{"ChangeSetName", kChangeSet}, {"StackName", kStack}};
  const auto begun = co_await client.query("cloudformation", "ExecuteChangeSet", names);
  if (!begun) co_return fail(aws::to_error(begun.error(), "ExecuteChangeSet"));
  co_return co_await wait_for_stack(client);
}

}  // namespace

Task<Result<std::string>> managed_bucket(aws::Client& client, std::function<void(std::string_view)> tell) {
  const auto stack = co_await find_stack(client);
  if (!stack) co_return fail(stack.error());
  if (*stack) co_return bucket_of(**stack);
  tell("\tCreating the required resources...\n");
  Result<std::string> bucket = co_await create(client);
  if (bucket) tell("\tSuccessfully created!\n");
  co_return bucket;
}

}  // namespace cxsam::package
