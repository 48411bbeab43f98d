// A deployment against a CloudFormation that does what a test says.
#include "deploy/carry_out.h"

#include "tests/unit/deploy/plan_of_app.h"

using namespace cxsam;
using namespace cxsam::deploy;
using test::CloudFormation;
using test::deploy_app;
using test::end_xml;
using test::event_xml;
using test::plan_for_app;
using test::Ran;
using test::stack_xml;
using test::succeeds;
using test::Told;

namespace {

constexpr std::string_view kFunction = "AWS::Lambda::Function";

/// A stack whose function cannot be made.
CloudFormation& fails(CloudFormation& aws, std::string_view status) {
  aws.events(end_xml("0", "REVIEW_IN_PROGRESS"));
  return aws
      .events(end_xml("5", status) + event_xml("4", "Hello", kFunction, "DELETE_COMPLETE") +
              event_xml("3", "Role", "AWS::IAM::Role", "CREATE_FAILED", "Resource creation cancelled") +
              event_xml("2", "Hello", kFunction, "CREATE_FAILED", "the role cannot be assumed by Lambda") +
              end_xml("1", "CREATE_IN_PROGRESS") + end_xml("0", "REVIEW_IN_PROGRESS"))
      .answers("DescribeStacks", stack_xml(status));
}

}  // namespace

TEST_CASE("deploy: a stack is made, and each event told once and in order", "[deploy]") {
  CloudFormation aws;
  succeeds(aws);
  Told told;
  const Ran ran = deploy_app(aws, told);
  REQUIRE(ran.outcome);
  CHECK(ran.outcome->kind == Done::Kind::Deployed);
  CHECK(told.events == std::vector<std::string>{"app CREATE_IN_PROGRESS", "Q CREATE_COMPLETE", "app CREATE_COMPLETE"});
  CHECK(aws.last("CreateChangeSet").parameters.at("ChangeSetType") == "CREATE");
  CHECK(aws.last("ExecuteChangeSet").parameters.at("DisableRollback") == "false");
  CHECK(aws.count("DeleteChangeSet") == 0);
  CHECK_FALSE(ran.progress.executing);
}

TEST_CASE("deploy: throttled reads do not end it", "[deploy]") {
  CloudFormation aws;
  aws.is_willing().has_no_stack();
  aws.refuses("DescribeStacks", "Throttling").refuses("DescribeStacks", "ServiceUnavailable", "", 503);
  aws.answers("DescribeStacks", stack_xml("CREATE_COMPLETE"));
  aws.events("").refuses("DescribeStackEvents", "Throttling").refuses("DescribeStackEvents", "Throttling");
  aws.events(end_xml("1", "CREATE_COMPLETE"));
  Told told;
  CHECK(deploy_app(aws, told).outcome);
}

TEST_CASE("deploy: events that may not be read leave the stack itself to look at", "[deploy]") {
  CloudFormation aws;
  aws.is_willing().has_no_stack();
  aws.answers("DescribeStacks", stack_xml("REVIEW_IN_PROGRESS")).answers("DescribeStacks", stack_xml("CREATE_IN_PROGRESS"));
  aws.answers("DescribeStacks", stack_xml("CREATE_COMPLETE")).refuses("DescribeStackEvents", "AccessDenied", "no", 403);
  Told told;
  CHECK(deploy_app(aws, told).outcome);
}

TEST_CASE("deploy: the end of patience is told, and CloudFormation goes on", "[deploy]") {
  CloudFormation aws;
  aws.is_willing().has_no_stack().answers("DescribeStacks", stack_xml("CREATE_IN_PROGRESS"));
  aws.events(end_xml("1", "CREATE_IN_PROGRESS"));
  Told told;
  Plan plan = plan_for_app();
  plan.settings.longest = std::chrono::minutes{0};
  const Ran ran = deploy_app(aws, told, plan);
  REQUIRE_FALSE(ran.outcome);
  CHECK(ran.outcome.error().error.message.find("takes longer than `--max-wait-duration` says") != std::string::npos);
  REQUIRE(ran.outcome.error().error.hints.size() == 1);
  CHECK(ran.outcome.error().error.hints[0].find("describe-stack-events --stack-name app --region eu-west-1`") !=
        std::string::npos);
  CHECK(ran.progress.executing);
}

TEST_CASE("deploy: what failed by itself is named, not what was given up", "[deploy]") {
  CloudFormation aws;
  aws.is_willing().has_no_stack();
  fails(aws, "ROLLBACK_COMPLETE");
  Told told;
  const Ran ran = deploy_app(aws, told);
  REQUIRE_FALSE(ran.outcome);
  const Failure& failure = ran.outcome.error();
  CHECK(failure.error.message.find("we matched expected path: \"ROLLBACK_COMPLETE\" at least once") != std::string::npos);
  REQUIRE(failure.resources.size() == 1);
  CHECK(failure.resources[0].path == "Hello");
  CHECK(advice_for(failure.resources[0].reason, "app").find("sts:AssumeRole") != std::string::npos);
  CHECK(failure.error.hints.front().find("--replace-failed") != std::string::npos);
}

TEST_CASE("deploy: of a nested stack what failed in it is named", "[deploy]") {
  CloudFormation aws;
  aws.is_willing().has_no_stack();
  aws.events("");
  aws.events(end_xml("9", "ROLLBACK_COMPLETE") + event_xml("8", "Child", "AWS::CloudFormation::Stack", "CREATE_FAILED",
                                                           "Embedded stack was not created", "arn:child"));
  aws.events(event_xml("c3", "child", "AWS::CloudFormation::Stack", "ROLLBACK_IN_PROGRESS", "", "arn:child", "child") +
             event_xml("c2", "Table", "AWS::DynamoDB::Table", "CREATE_FAILED", "it already exists", "", "child") +
             event_xml("c1", "child", "AWS::CloudFormation::Stack", "CREATE_IN_PROGRESS", "", "arn:child", "child") +
             event_xml("c0", "Old", "AWS::SQS::Queue", "CREATE_FAILED", "of an older operation", "", "child"));
  aws.answers("DescribeStacks", stack_xml("ROLLBACK_COMPLETE"));
  Told told;
  const Ran ran = deploy_app(aws, told);
  REQUIRE_FALSE(ran.outcome);
  REQUIRE(ran.outcome.error().resources.size() == 1);
  CHECK(ran.outcome.error().resources[0].path == "Child/Table");
  CHECK(aws.last("DescribeStackEvents").parameters.at("StackName") == "arn:child");
}

TEST_CASE("deploy: change sets that come to nothing are removed, and stacks that were made for them", "[deploy]") {
  CloudFormation aws;
  const bool there = GENERATE(true, false);
  if (there)
    aws.answers("DescribeStacks", stack_xml("UPDATE_COMPLETE"));
  else
    aws.has_no_stack().answers("DescribeStacks", stack_xml("REVIEW_IN_PROGRESS"));
  SECTION("nothing to change") {
    aws.answers("DescribeChangeSet",
                "<Status>FAILED</Status><StatusReason>The submitted information didn't contain changes. Submit "
                "different information to create a change set.</StatusReason>");
    aws.is_willing();
    Told told;
    const Ran ran = deploy_app(aws, told);
    REQUIRE(ran.outcome);
    CHECK(ran.outcome->kind == Done::Kind::NoChanges);
  }
  SECTION("answered with no") {
    aws.is_willing();
    Told told;
    told.agrees = false;
    const Ran ran = deploy_app(aws, told);
    REQUIRE(ran.outcome);
    CHECK(ran.outcome->kind == Done::Kind::Declined);
  }
  SECTION("refused") {
    aws.refuses("ExecuteChangeSet", "InvalidChangeSetStatus", "another operation is under way").is_willing();
    aws.events("");
    Told told;
    CHECK_FALSE(deploy_app(aws, told).outcome);
  }
  CHECK(aws.count("DeleteChangeSet") == 1);
  CHECK(aws.count("DeleteStack") == (there ? 0 : 1));
}

TEST_CASE("deploy: the change set alone stays", "[deploy]") {
  CloudFormation aws;
  aws.is_willing().has_no_stack();
  Told told;
  Plan plan = plan_for_app();
  plan.settings.execute = false;
  const Ran ran = deploy_app(aws, told, plan);
  REQUIRE(ran.outcome);
  CHECK(ran.outcome->kind == Done::Kind::ChangeSetOnly);
  CHECK(aws.count("DeleteChangeSet") == 0);
}

TEST_CASE("deploy: parameters that are not given keep their value, new ones their default", "[deploy]") {
  CloudFormation aws;
  aws.answers("DescribeStacks", stack_xml("UPDATE_COMPLETE"));
  aws.answers("GetTemplateSummary", "<Parameters><member><ParameterKey>Old</ParameterKey></member></Parameters>").is_willing();
  aws.events("").events(end_xml("1", "UPDATE_COMPLETE"));
  Told told;
  Plan plan = plan_for_app();
  plan.parameters = {{"Old", std::nullopt}, {"New", std::nullopt}, {"Given", "a b"}};
  plan.settings.tags = {{"team", "web"}};
  plan.settings.capabilities = {"CAPABILITY_IAM"};
  REQUIRE(deploy_app(aws, told, plan).outcome);
  const auto& sent = aws.last("CreateChangeSet").parameters;
  CHECK(sent.at("ChangeSetType") == "UPDATE");
  CHECK(sent.at("Parameters.member.1.ParameterKey") == "Old");
  CHECK(sent.at("Parameters.member.1.UsePreviousValue") == "true");
  CHECK(sent.at("Parameters.member.2.ParameterKey") == "Given");
  CHECK(sent.at("Parameters.member.2.ParameterValue") == "a b");
  CHECK_FALSE(sent.contains("Parameters.member.3.ParameterKey"));
  CHECK(sent.at("Tags.member.1.Value") == "web");
  CHECK(sent.at("Capabilities.member.1") == "CAPABILITY_IAM");
}

TEST_CASE("deploy: what a first creation has left is deleted only when somebody says so", "[deploy]") {
  CloudFormation aws;
  aws.is_willing().answers("DescribeStacks", stack_xml("ROLLBACK_COMPLETE"));
  Told told;
  SECTION("yes") {
    aws.answers("DescribeStacks", stack_xml("DELETE_IN_PROGRESS")).has_no_stack();
    aws.answers("DescribeStacks", stack_xml("CREATE_COMPLETE"));
    aws.events("").events(end_xml("1", "CREATE_COMPLETE"));
    REQUIRE(deploy_app(aws, told).outcome);
    CHECK(aws.count("DeleteStack") == 1);
    CHECK(aws.last("CreateChangeSet").parameters.at("ChangeSetType") == "CREATE");
  }
  SECTION("no") {
    told.agrees = false;
    deploy_app(aws, told);
    CHECK(aws.count("DeleteStack") == 0);
    CHECK(aws.last("CreateChangeSet").parameters.at("ChangeSetType") == "UPDATE");
  }
}

TEST_CASE("deploy: --on-failure DELETE deletes a new stack and takes an older one back", "[deploy]") {
  CloudFormation aws;
  aws.is_willing();
  Told told;
  Plan plan = plan_for_app();
  plan.settings.on_failure = OnFailure::Delete;
  SECTION("a new one") {
    aws.has_no_stack();
    fails(aws, "ROLLBACK_COMPLETE").has_no_stack();
    CHECK_FALSE(deploy_app(aws, told, plan).outcome);
    CHECK(aws.count("DeleteStack") == 1);
    CHECK(told.said.back() == "Stack app has been deleted");
  }
  SECTION("an older one") {
    aws.answers("DescribeStacks", stack_xml("CREATE_COMPLETE"));
    aws.answers("DescribeStacks", stack_xml("UPDATE_FAILED")).answers("DescribeStacks", stack_xml("UPDATE_ROLLBACK_COMPLETE"));
    aws.events("").events(end_xml("1", "UPDATE_FAILED")).events(end_xml("1", "UPDATE_FAILED"));
    aws.events(end_xml("2", "UPDATE_ROLLBACK_COMPLETE") + end_xml("1", "UPDATE_FAILED"));
    CHECK_FALSE(deploy_app(aws, told, plan).outcome);
    CHECK(aws.count("RollbackStack") == 1);
    CHECK(told.said.back() == "Stack app has rolled back successfully");
  }
}

TEST_CASE("deploy: each state that a stack can end in is a success or a failure", "[deploy]") {
  const auto [status, good] = GENERATE(table<std::string, bool>({{"CREATE_COMPLETE", true},
                                                                 {"UPDATE_COMPLETE", true},
                                                                 {"IMPORT_COMPLETE", true},
                                                                 {"CREATE_FAILED", false},
                                                                 {"ROLLBACK_FAILED", false},
                                                                 {"UPDATE_FAILED", false},
                                                                 {"UPDATE_ROLLBACK_COMPLETE", false},
                                                                 {"UPDATE_ROLLBACK_FAILED", false},
                                                                 {"DELETE_FAILED", false},
                                                                 {"DELETE_COMPLETE", false},
                                                                 {"IMPORT_ROLLBACK_COMPLETE", false}}));
  CloudFormation aws;
  aws.is_willing().answers("DescribeStacks", stack_xml("UPDATE_COMPLETE"));
  aws.answers("DescribeStacks", stack_xml("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS")).answers("DescribeStacks", stack_xml(status));
  aws.events("").events(end_xml("1", status));
  Told told;
  CHECK(deploy_app(aws, told).outcome.has_value() == good);
}
