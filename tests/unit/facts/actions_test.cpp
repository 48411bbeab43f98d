#include "facts/actions.h"

#include <catch2/catch.hpp>

using namespace cxsam;

TEST_CASE("is_action_service: case does not count", "[facts]") {
  CHECK(facts::is_action_service("lambda"));
  CHECK(facts::is_action_service("S3"));
  CHECK_FALSE(facts::is_action_service("lambdas"));
  CHECK_FALSE(facts::is_action_service(""));
}

TEST_CASE("has_action: names and patterns", "[facts]") {
  CHECK(facts::has_action("lambda", "InvokeFunction"));
  CHECK(facts::has_action("Lambda", "invokefunction"));
  CHECK(facts::has_action("s3", "GetObject"));
  CHECK_FALSE(facts::has_action("s3", "GetObjects"));
  CHECK_FALSE(facts::has_action("s3", "Get"));
  CHECK_FALSE(facts::has_action("nothing", "*"));
  CHECK(facts::has_action("s3", "*"));
  CHECK(facts::has_action("s3", "Get*"));
  CHECK(facts::has_action("s3", "G?t*bject"));
  CHECK(facts::has_action("s3", "*Object"));
  CHECK_FALSE(facts::has_action("s3", "Got*"));
  CHECK_FALSE(facts::has_action("s3", "*Objectx"));
}

TEST_CASE("resource_forms: what an action works on", "[facts]") {
  using Forms = std::vector<std::string_view>;
  CHECK(facts::resource_forms("lambda", "InvokeFunction") == Forms{"lambda:*:*:function:*"});
  CHECK(facts::resource_forms("S3", "getobject") == Forms{"s3:*:*:accesspoint/*", "s3:::*"});
  CHECK(facts::resource_forms("s3", "ListAllMyBuckets").empty());
  CHECK(facts::resource_forms("s3", "Get*").empty());
  CHECK(facts::resource_forms("s3", "GetObjects").empty());
}

TEST_CASE("may_be_of_form: an ARN with wildcards against a form", "[facts]") {
  constexpr std::string_view kFunction = "lambda:*:*:function:*";
  const auto is_function = [&](std::string_view arn) { return facts::may_be_of_form(arn, kFunction); };
  CHECK(is_function("arn:aws:lambda:eu-west-1:123456789012:function:f"));
  CHECK(is_function("arn:aws:lambda:*:*:function:f:live"));
  CHECK(is_function("arn:aws:lambda:*:*:*"));
  CHECK(is_function("arn:aws:lambda:*:*:function*"));
  CHECK(is_function("arn:aws:lambda:*"));
  CHECK(is_function("arn:*"));
  CHECK_FALSE(is_function("arn:aws:lambda:*:*:layer:f"));
  CHECK_FALSE(is_function("arn:aws:lambda:*:*:functions"));
  CHECK_FALSE(is_function("arn:aws:lambda:*:*:function/f"));
  CHECK_FALSE(is_function("arn:aws:sqs:*:*:function:f"));
  CHECK_FALSE(is_function("function:f"));
  CHECK(facts::may_be_of_form("arn:aws:s3:::shop/*", "s3:::*"));
  CHECK_FALSE(facts::may_be_of_form("arn:aws:s3:eu-west-1::shop", "s3:::*"));
  CHECK(facts::may_be_of_form("arn:aws:securityhub:*:*:hub/default", "securityhub:*:*:hub/default"));
  CHECK_FALSE(facts::may_be_of_form("arn:aws:securityhub:*:*:hub/other", "securityhub:*:*:hub/default"));
}
