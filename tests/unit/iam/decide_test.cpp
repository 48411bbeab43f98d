// What policies allow. Source: AWS Identity and Access Management user guide, "IAM JSON policy elements reference".
#include "iam/decide.h"

#include <catch2/catch.hpp>
#include <string>

#include "iam/addresses.h"

using namespace cxsam::iam;

namespace {

constexpr std::string_view kArn = "arn:aws:execute-api:us-east-1:123456789012:api/Prod/GET/orders/7";

Ask ask_for(std::string_view resource = kArn) {
  Ask ask{.principal = {.arns = {"arn:aws:iam::123456789012:user/alice"}, .account = "123456789012"},
          .action = "execute-api:Invoke",
          .resource = std::string(resource)};
  ask.conditions.set("aws:SourceIp", "203.0.113.7");
  ask.conditions.set("aws:username", "alice");
  ask.conditions.set("aws:CurrentTime", "2026-03-04T05:06:07Z");
  ask.conditions.set("aws:TagKeys", std::vector<std::string>{"team", "cost"});
  return ask;
}

Decision decision(std::string_view document, const Ask& ask = ask_for()) {
  const auto policy = parse_policy(document);
  INFO((policy ? "" : policy.error().message));
  REQUIRE(policy);
  return decide(std::span(&*policy, 1), ask);
}

/// A statement that allows, with these elements instead of or beside the usual ones.
Decision with_condition(const std::string& condition) {
  return decision(
      R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": )" +
      condition + "}}");
}

Decision on(const std::string& resource, std::string_view asked = kArn) {
  return decision(
      R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "execute-api:Invoke", "Resource": )" + resource +
          "}]}",
      ask_for(asked));
}

Decision to(const std::string& principal) {
  return decision(R"({"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*", )" + principal + "}}");
}

std::string fault_of(std::string_view document) {
  const auto policy = parse_policy(document);
  return policy ? "" : policy.error().message;
}

constexpr auto kAllowed = Decision::Allowed;
constexpr auto kUnsaid = Decision::Unsaid;

}  // namespace

TEST_CASE("policies: what denies counts first, wherever it stands", "[iam]") {
  CHECK(decision(R"({"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"},
                                   {"Effect": "Deny", "Action": "execute-api:*", "Resource": "*"}]})") == Decision::Denied);
  CHECK(decision(R"({"Statement": [{"Effect": "Deny", "Action": "s3:*", "Resource": "*"}]})") == kUnsaid);
  CHECK(decision(R"({"Statement": []})") == kUnsaid);
}

TEST_CASE("policies: actions match in any case, with wildcards, or by what they are not", "[iam]") {
  for (const char* action : {R"("EXECUTE-API:invoke")", R"("execute-api:Inv?ke")", R"(["s3:*", "execute-api:*"])", R"("*")"})
    CHECK(decision(std::string(R"({"Statement": {"Effect": "Allow", "Resource": "*", "Action": )") + action + "}}") ==
          kAllowed);
  CHECK(decision(R"({"Statement": {"Effect": "Allow", "Resource": "*", "Action": "execute-api:InvokeX"}})") == kUnsaid);
  CHECK(decision(R"({"Statement": {"Effect": "Allow", "Resource": "*", "NotAction": ["s3:*", "sqs:*"]}})") == kAllowed);
  CHECK(decision(R"({"Statement": {"Effect": "Allow", "Resource": "*", "NotAction": "execute-api:*"}})") == kUnsaid);
}

TEST_CASE("policies: resources match to the letter but for wildcards", "[iam]") {
  CHECK(on(R"("arn:aws:execute-api:*:*:*/*/GET/*")") == kAllowed);
  CHECK(on(R"("arn:aws:execute-api:us-east-1:123456789012:api/Prod/GET/orders/?")") == kAllowed);
  CHECK(on(R"(["arn:aws:x", "*"])") == kAllowed);
  CHECK(on(R"("arn:aws:execute-api:us-east-1:123456789012:api/prod/GET/orders/7")") == kUnsaid);
  CHECK(on(R"("arn:aws:execute-api:us-east-1:123456789012:api/Prod/GET/orders")") == kUnsaid);
  CHECK(on(R"("arn:aws:execute-api:us-east-1:123456789012:api/Prod/POST/*")") == kUnsaid);
  CHECK(on(R"("**a*a*a*a*a*a*a*b")", std::string(5000, 'a')) == kUnsaid);
  CHECK(decision(R"({"Statement": {"Effect": "Allow", "Action": "*", "NotResource": "arn:aws:s3:::*"}})") == kAllowed);
  CHECK(decision(R"({"Statement": {"Effect": "Allow", "Action": "*", "NotResource": "arn:aws:execute-api:*"}})") == kUnsaid);
}

TEST_CASE("policies: variables have the values of the request, whose wildcards are letters", "[iam]") {
  CHECK(on(R"("home/${aws:username}/*")", "home/alice/x") == kAllowed);
  CHECK(on(R"("home/${AWS:UserName}")", "home/alice") == kAllowed);
  CHECK(on(R"("home/${aws:userid}")", "home/") == kUnsaid);
  CHECK(on(R"("home/${aws:userid, 'nobody'}")", "home/nobody") == kAllowed);
  CHECK(on(R"("a${*}b")", "a*b") == kAllowed);
  CHECK(on(R"("a${*}b")", "axb") == kUnsaid);
  CHECK(on(R"("a${$}{x")", "a${x") == kAllowed);
  Ask ask = ask_for("home/bob");
  ask.conditions.set("aws:username", "*");
  CHECK(decision(
            R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "home/${aws:username}"}})",
            ask) == kUnsaid);
  CHECK(decision(R"({"Statement": {"Effect": "Allow", "Action": "*", "Resource": "home/${aws:username}"}})",
                 ask_for("home/alice")) == kUnsaid);
}

TEST_CASE("policies: principals are users, roles, accounts, services or everybody", "[iam]") {
  CHECK(to(R"("Principal": "*")") == kAllowed);
  CHECK(to(R"("Principal": {"AWS": "*"})") == kAllowed);
  CHECK(to(R"("Principal": {"AWS": ["arn:aws:iam::123456789012:user/alice"]})") == kAllowed);
  CHECK(to(R"("Principal": {"AWS": "123456789012"})") == kAllowed);
  CHECK(to(R"("Principal": {"AWS": "arn:aws:iam::123456789012:root"})") == kAllowed);
  CHECK(to(R"("Principal": {"AWS": "arn:aws:iam::999999999999:root"})") == kUnsaid);
  CHECK(to(R"("Principal": {"AWS": "arn:aws:iam::123456789012:user/*"})") == kUnsaid);
  CHECK(to(R"("Principal": {"Service": "apigateway.amazonaws.com"})") == kUnsaid);
  CHECK(to(R"("NotPrincipal": {"AWS": "arn:aws:iam::123456789012:user/bob"})") == kAllowed);
  CHECK(decision(R"({"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*", "Principal": {"AWS": "123456789012"}}})",
                 {.action = "a", .resource = "r"}) == kUnsaid);
}

TEST_CASE("conditions: texts", "[iam]") {
  CHECK(with_condition(R"({"StringEquals": {"aws:username": ["bob", "alice"]}})") == kAllowed);
  CHECK(with_condition(R"({"StringEquals": {"aws:username": "ALICE"}})") == kUnsaid);
  CHECK(with_condition(R"({"StringEqualsIgnoreCase": {"AWS:USERNAME": "ALICE"}})") == kAllowed);
  CHECK(with_condition(R"({"StringEquals": {"aws:username": "al*"}})") == kUnsaid);
  CHECK(with_condition(R"({"StringLike": {"aws:username": "al*"}})") == kAllowed);
  CHECK(with_condition(R"({"StringNotLike": {"aws:username": ["b*", "al*"]}})") == kUnsaid);
  CHECK(with_condition(R"({"StringNotEquals": {"aws:username": "bob"}})") == kAllowed);
  CHECK(with_condition(R"({"StringEquals": {"aws:username": "${aws:username}"}})") == kAllowed);
  CHECK(with_condition(R"({"StringEquals": {"aws:username": "alice"}, "Bool": {"aws:SecureTransport": "true"}})") == kUnsaid);
}

TEST_CASE("conditions: a key that is missing", "[iam]") {
  CHECK(with_condition(R"({"StringEquals": {"aws:nothing": "x"}})") == kUnsaid);
  CHECK(with_condition(R"({"StringNotEquals": {"aws:nothing": "x"}})") == kAllowed);
  CHECK(with_condition(R"({"StringEqualsIfExists": {"aws:nothing": "x"}})") == kAllowed);
  CHECK(with_condition(R"({"StringEqualsIfExists": {"aws:username": "x"}})") == kUnsaid);
  CHECK(with_condition(R"({"Null": {"aws:nothing": "true"}})") == kAllowed);
  CHECK(with_condition(R"({"Null": {"aws:nothing": false}})") == kUnsaid);
  CHECK(with_condition(R"({"Null": {"aws:username": "false"}})") == kAllowed);
}

TEST_CASE("conditions: several values", "[iam]") {
  CHECK(with_condition(R"({"ForAllValues:StringEquals": {"aws:TagKeys": ["team", "cost", "x"]}})") == kAllowed);
  CHECK(with_condition(R"({"ForAllValues:StringEquals": {"aws:TagKeys": ["team"]}})") == kUnsaid);
  CHECK(with_condition(R"({"ForAllValues:StringEquals": {"aws:nothing": ["team"]}})") == kAllowed);
  CHECK(with_condition(R"({"ForAnyValue:StringLike": {"aws:TagKeys": "co*"}})") == kAllowed);
  CHECK(with_condition(R"({"ForAnyValue:StringEquals": {"aws:TagKeys": "x"}})") == kUnsaid);
  CHECK(with_condition(R"({"ForAnyValue:StringNotEquals": {"aws:nothing": "x"}})") == kUnsaid);
  CHECK(with_condition(R"({"ForAllValues:StringNotEquals": {"aws:TagKeys": ["team", "x"]}})") == kUnsaid);
  CHECK(with_condition(R"({"StringNotEquals": {"aws:TagKeys": "team"}})") == kUnsaid);
}

TEST_CASE("conditions: numbers, times, addresses, ARNs, truth", "[iam]") {
  Ask ask = ask_for();
  ask.conditions.set("n", "10");
  ask.conditions.set("arn", "arn:aws:sns:eu-west-1:1:topic");
  ask.conditions.set("secure", "true");
  const auto holds = [&](const std::string& condition) {
    return decision(R"({"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": )" + condition + "}}",
                    ask) == kAllowed;
  };
  CHECK(holds(R"({"NumericEquals": {"n": 10.0}, "NumericLessThan": {"n": "11"}, "NumericGreaterThanEquals": {"n": 10}})"));
  CHECK_FALSE(holds(R"({"NumericGreaterThan": {"n": 10}})"));
  CHECK_FALSE(holds(R"({"NumericLessThanEquals": {"aws:username": 10}})"));
  CHECK(holds(R"({"NumericNotEquals": {"n": [1, 2]}})"));
  CHECK(
      holds(
          R"({"DateGreaterThan": {"aws:CurrentTime": "2026-03-04"}, "DateLessThan": {"aws:CurrentTime": "2026-03-04T05:06Z"}})") ==
      false);
  CHECK(holds(R"({"DateGreaterThan": {"aws:CurrentTime": "2026-03-04T05:06Z"}})"));
  CHECK(holds(
      R"({"DateEquals": {"aws:CurrentTime": "1772600767"}, "DateNotEquals": {"aws:CurrentTime": "2020-01-01T00:00:00Z"}})"));
  CHECK(holds(R"({"IpAddress": {"aws:SourceIp": ["10.0.0.0/8", "203.0.113.0/24"]}})"));
  CHECK_FALSE(holds(R"({"NotIpAddress": {"aws:SourceIp": "203.0.113.7"}})"));
  CHECK(holds(R"({"ArnLike": {"arn": "arn:aws:sns:*:1:t*"}, "ArnNotEquals": {"arn": "arn:aws:sqs:*:1:t*"}})"));
  CHECK_FALSE(holds(R"({"ArnLike": {"arn": "arn:aws:sns:*"}})") == false);
  CHECK_FALSE(holds(R"({"ArnEquals": {"arn": "arn:aws:sns:eu-west-1:1:topi"}})"));
  CHECK(holds(R"({"Bool": {"secure": true}})"));
  CHECK_FALSE(holds(R"({"Bool": {"secure": "false"}})"));
}

TEST_CASE("addresses are in ranges of their kind", "[iam]") {
  CHECK(is_in_range("203.0.113.7", "203.0.113.0/25"));
  CHECK_FALSE(is_in_range("203.0.113.200", "203.0.113.0/25"));
  CHECK(is_in_range("2001:db8::1", "2001:db8::/32"));
  CHECK(is_in_range("::ffff:203.0.113.7", "203.0.113.7"));
  CHECK(is_in_range("1.2.3.4", "0.0.0.0/0"));
  CHECK_FALSE(is_in_range("1.2.3.4", "::/0"));
  for (const char* none : {"", "1.2.3", "1.2.3.4/33", "1.2.3.4/-1", "x", "1.2.3.4/", "::/129"}) CHECK_FALSE(is_range(none));
}

TEST_CASE("policies: what is wrong is said with its place", "[iam]") {
  CHECK(fault_of("[]") == "a policy is a map with `Statement`");
  CHECK(fault_of(R"({"Version": "2012", "Statement": []})") == "Version is neither `2012-10-17` nor `2008-10-17`");
  CHECK(fault_of(R"({"Statement": [{"Effect": "allow", "Action": "*", "Resource": "*"}]})") ==
        "Statement[0].Effect is neither `Allow` nor `Deny`");
  CHECK(fault_of(R"({"Statement": {"Effect": "Allow", "Resource": "*"}})") == "Statement has neither `Action` nor `NotAction`");
  CHECK(fault_of(R"({"Statement": {"Effect": "Allow", "Action": "*"}})") ==
        "Statement has neither `Resource` nor `NotResource`");
  CHECK(fault_of(R"({"Statement": {"Effect": "Allow", "Action": {}, "Resource": "*"}})") ==
        "Statement.Action is neither a text nor a list of texts");
  CHECK(fault_of(R"({"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {"StringIs": {}}}})") ==
        "Statement.Condition.StringIs is no condition operator");
  CHECK(
      fault_of(
          R"({"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {"IpAddress": {"aws:SourceIp": "x"}}}})") ==
      "Statement.Condition.IpAddress.aws:SourceIp: `x` is nothing that the operator compares");
  CHECK(fault_of(R"({"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*", "Ressource": "*"}})") ==
        "Statement.Ressource is no element of a statement");
}
