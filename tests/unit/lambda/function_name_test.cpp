#include "lambda/function_name.h"

#include <catch2/catch.hpp>

using namespace cxsam;
using lambda::FunctionName;
using lambda::parse_function_name;

namespace {

std::string told(std::string_view name) {
  lambda::Constraints constraints;
  lambda::check_function_name(name, constraints);
  const auto refusal = constraints.refusal();
  return refusal ? refusal->message : "";
}

}  // namespace

TEST_CASE("function name: names, parts of ARNs and ARNs, with a qualifier and without", "[lambda]") {
  CHECK(parse_function_name("Hello") == FunctionName{"", "", "Hello", ""});
  CHECK(parse_function_name("Hello.World_1-a") == FunctionName{"", "", "Hello.World_1-a", ""});
  CHECK(parse_function_name("Hello:live") == FunctionName{"", "", "Hello", "live"});
  CHECK(parse_function_name("Hello:$LATEST") == FunctionName{"", "", "Hello", "$LATEST"});
  CHECK(parse_function_name("Hello:$LATEST.PUBLISHED") == FunctionName{"", "", "Hello", "$LATEST.PUBLISHED"});
  CHECK(parse_function_name("function:Hello:7") == FunctionName{"", "", "Hello", "7"});
  CHECK(parse_function_name("123456789012:function:Hello") == FunctionName{"", "123456789012", "Hello", ""});
  CHECK(parse_function_name("123456789012:Hello:live") == FunctionName{"", "123456789012", "Hello", "live"});
  CHECK(parse_function_name("eu-central-1:123456789012:function:Hello") ==
        FunctionName{"eu-central-1", "123456789012", "Hello", ""});
  CHECK(parse_function_name("arn:aws:lambda:us-east-1:123456789012:function:Hello:1") ==
        FunctionName{"us-east-1", "123456789012", "Hello", "1"});
  for (const char* region : {"us-gov-west-1", "us-iso-east-1", "us-isob-east-1", "eusc-de-east-1"})
    CHECK(parse_function_name("arn:aws-x:lambda:" + std::string(region) + ":123456789012:function:Hello") ==
          FunctionName{region, "123456789012", "Hello", ""});
}

TEST_CASE("function name: where a part could be the name, the whole must match", "[lambda]") {
  CHECK(parse_function_name("function") == FunctionName{"", "", "function", ""});
  CHECK(parse_function_name("function:$LATEST") == FunctionName{"", "", "function", "$LATEST"});
  CHECK(parse_function_name("us-east-1:$LATEST") == FunctionName{"", "", "us-east-1", "$LATEST"});
  CHECK(parse_function_name("us-east-1:live") == FunctionName{"us-east-1", "", "live", ""});
  CHECK(parse_function_name("arn:aws:lambda:us-east-1:123456789012:function") ==
        FunctionName{"us-east-1", "123456789012", "function", ""});
}

TEST_CASE("function name: what the service does not take", "[lambda]") {
  for (const char* name :
       {"", "no good", "Hello!", "Hello:", "Hello:live:2", "arn:aws:s3:::bucket", "12345:function:Hello",
        "arn:aws:lambda::123456789012:function:Hello", "arn:aws:lambda:nowhere:123456789012:function:Hello",
        "arn:aws:lambda:us-east-1::function:Hello", "arn:aws:lambda:us-east-1:123456789012:function:Hello:$LATES",
        "arn:aws1:lambda:us-east-1:123456789012:function:Hello", "Stack/Hello", ":Hello"}) {
    INFO(name);
    CHECK_FALSE(parse_function_name(name));
    CHECK(
        told(name).find("' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ") !=
        std::string::npos);
  }
}

TEST_CASE("function name: every fault of a parameter is told, and counted", "[lambda]") {
  CHECK(told("Hello").empty());
  CHECK(told(std::string(257, 'x')) ==
        "1 validation error detected: Value '" + std::string(257, 'x') +
            "' at 'functionName' failed to satisfy constraint: Member must have length less than or equal to 256");
  CHECK(told("").starts_with(
      "2 validation errors detected: Value '' at 'functionName' failed to satisfy constraint: Member must have "
      "length greater than or equal to 1; Value '' at 'functionName' failed"));
  lambda::Constraints constraints;
  lambda::check_qualifier("$LATEST", constraints);
  lambda::check_qualifier("live-2_x", constraints);
  lambda::check_qualifier("$LATEST.PUBLISHED", constraints);
  CHECK_FALSE(constraints.refusal());
  lambda::check_qualifier("a.b", constraints);
  CHECK(constraints.refusal()->message.starts_with("1 validation error detected: Value 'a.b' at 'qualifier' failed"));
}
