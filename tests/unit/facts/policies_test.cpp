#include "facts/policies.h"

#include <catch2/catch.hpp>

using namespace cxsam;

TEST_CASE("find_policy_template: parameters and statements", "[facts]") {
  const auto found = facts::find_policy_template("SQSPollerPolicy");
  REQUIRE(found);
  CHECK(found->parameters == std::vector<std::string_view>{"QueueName"});
  CHECK(found->statements.starts_with(R"([{"Action":)"));
  CHECK(facts::find_policy_template("AMIDescribePolicy")->parameters.empty());
  CHECK_FALSE(facts::find_policy_template("SQSPoller"));
  CHECK_FALSE(facts::find_policy_template("name"));
  CHECK(facts::policy_template_names().size() > 75);
}

TEST_CASE("managed_policy_arn: path and partition belong to the ARN", "[facts]") {
  CHECK(facts::managed_policy_arn("AWSLambdaBasicExecutionRole", "aws") ==
        "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole");
  CHECK(facts::managed_policy_arn("AmazonS3ReadOnlyAccess", "aws-cn") == "arn:aws-cn:iam::aws:policy/AmazonS3ReadOnlyAccess");
  CHECK_FALSE(facts::managed_policy_arn("AmazonS3ReadOnlyAccess", "aws-nowhere"));
  CHECK_FALSE(facts::managed_policy_arn("NoSuchPolicy", "aws"));
}
