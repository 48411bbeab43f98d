// What separates a stack and its nested stacks from what is packaged here.
#include "sync/infra.h"

#include "aws/services/s3.h"
#include "tests/unit/deploy/cloudformation.h"

using namespace cxsam;
using test::CloudFormation;

namespace {

std::string parent_of(const std::string& url, std::string_view more = "") {
  return "Resources:\n  Child:\n    Type: AWS::CloudFormation::Stack\n    Properties: {TemplateURL: '" + url + "'}\n" +
         std::string(more);
}

std::string child_of(std::string_view key, std::string_view handler = "app.handler") {
  return fmt::format(
      "Resources:\n  Hello:\n    Type: AWS::Lambda::Function\n    Properties: {{Handler: {}, Code: {{S3Bucket: b, S3Key: "
      "{}}}}}\n",
      handler, key);
}

/// The packaged template of a parent, and of its child, which is uploaded.
deploy::Plan plan_of(const CloudFormation& aws, const std::string& child) {
  deploy::Plan plan;
  plan.settings.stack = "app";
  plan.settings.storage.upload.bucket = "b";
  package::Upload upload{.key = "new.template", .form = package::Upload::Form::Text, .source = {}, .use = {}};
  upload.text = child;
  plan.artifacts.push_back(std::move(upload));
  plan.template_text = parent_of(aws::object_url(aws.client->settings(), "b", "new.template"));
  return plan;
}

std::string body(const std::string& text) { return "<TemplateBody>" + text + "</TemplateBody>"; }

sync::Difference compare(CloudFormation& aws, const deploy::Plan& plan) {
  auto found = cxsam::run(aws.loop, sync::compare_with_stack(*aws.client, plan));
  REQUIRE(found);
  REQUIRE(*found);
  REQUIRE(**found);
  return *std::move(**found);
}

constexpr std::string_view kName =
    "<StackResourceDetail><PhysicalResourceId>app-Child-1</PhysicalResourceId></StackResourceDetail>";

}  // namespace

TEST_CASE("sync: of a nested stack its code alone may have changed", "[sync]") {
  CloudFormation aws;
  aws.answers("GetTemplate", body(parent_of("https://s3/b/old.template"))).answers("GetTemplate", body(child_of("old")));
  aws.answers("DescribeStackResource", std::string(kName));
  const sync::Difference found = compare(aws, plan_of(aws, child_of("new")));
  CHECK_FALSE(found.beyond_code);
  CHECK(found.code == std::vector<std::string>{"Child/Hello"});
  CHECK(aws.last("GetTemplate").parameters.at("StackName") == "app-Child-1");
}

TEST_CASE("sync: anything else in a nested stack is for CloudFormation", "[sync]") {
  CloudFormation aws;
  aws.answers("GetTemplate", body(parent_of("https://s3/b/old.template")));
  SECTION("a property") {
    aws.answers("GetTemplate", body(child_of("old"))).answers("DescribeStackResource", std::string(kName));
    CHECK(compare(aws, plan_of(aws, child_of("new", "app.other"))).first == "Child/Hello");
  }
  SECTION("a template that is not this project's") {
    deploy::Plan plan = plan_of(aws, child_of("new"));
    plan.template_text = parent_of("https://elsewhere/x.template");
    CHECK(compare(aws, plan).first == "Child");
  }
  SECTION("a stack that is not there") {
    aws.refuses("DescribeStackResource", "ValidationError", "Resource Child does not exist for stack app");
    CHECK(compare(aws, plan_of(aws, child_of("new"))).first == "Child");
  }
  SECTION("a property of the stack itself") {
    deploy::Plan plan = plan_of(aws, child_of("new"));
    plan.template_text += "    DeletionPolicy: Retain\n";
    CHECK(compare(aws, plan).first == "Child");
  }
}

TEST_CASE("sync: a stack that was asked for unheard is waited for", "[sync]") {
  CloudFormation aws(CloudFormation::Client::Patient);
  deploy::Plan plan;
  plan.settings.stack = "app";
  plan.template_text = "Resources: {}\n";
  const bool creates = GENERATE(true, false);
  const std::string operation = creates ? "CreateStack" : "UpdateStack";
  if (creates)
    aws.has_no_stack();
  else
    aws.answers("DescribeStacks", test::stack_xml("CREATE_COMPLETE"));
  aws.answers("DescribeStacks", test::stack_xml(creates ? "CREATE_COMPLETE" : "UPDATE_COMPLETE"));
  aws.refuses(operation, "ServiceUnavailable", "", 503);
  if (creates)
    aws.refuses(operation, "AlreadyExistsException", "Stack [app] already exists");
  else
    aws.refuses(operation, "ValidationError", "Stack:arn:app is in UPDATE_IN_PROGRESS state and can not be updated.");
  if (!creates) aws.events("");
  aws.events(test::end_xml("1", creates ? "CREATE_COMPLETE" : "UPDATE_COMPLETE"));
  const auto done = cxsam::run(aws.loop, sync::sync_infra(*aws.client, plan, [](const aws::StackEvent&) {}));
  REQUIRE(done);
  CHECK(done->has_value());
}
