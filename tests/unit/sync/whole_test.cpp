// Which way a stack goes: straight to the services, or through CloudFormation.
#include "sync/whole.h"

#include <catch2/catch.hpp>

#include "sync/stack_difference.h"
#include "tests/support/scratch_folder.h"
#include "tests/unit/deploy/cloudformation.h"

using namespace cxsam;
using test::CloudFormation;

namespace {

constexpr std::chrono::seconds kNow{1'800'000'000};

const Clock::WallTime kTime{kNow};

sync::State asked(std::chrono::seconds ago) {
  sync::State state;
  state.infra_time = static_cast<double>((kNow - ago).count());
  return state;
}

sync::Units units_of(std::string obstacle = "") {
  sync::Units units;
  units.all.push_back({.kind = sync::Kind::Function, .id = "Child/Hello", .type = "AWS::Lambda::Function", .source = "/code"});
  units.all.back().obstacle = std::move(obstacle);
  return units;
}

std::string why(const sync::Difference& found, const sync::Units& units = units_of(),
                const sync::State& state = asked(std::chrono::seconds(60))) {
  return sync::why_cloudformation(found, units, state, kTime);
}

deploy::Plan plan_with(std::string name, std::optional<std::string> value, bool secret = false) {
  deploy::Plan plan;
  plan.parameters.push_back({std::move(name), std::move(value), secret});
  return plan;
}

sync::Difference compare(const aws::Stack& stack, const deploy::Plan& plan) {
  sync::Difference found;
  sync::compare_stack(stack, plan, found);
  return found;
}

}  // namespace

TEST_CASE("sync: code goes straight to its service where one takes it", "[sync]") {
  CHECK(why({}).empty());
  CHECK(why({.first = "", .code = {"Child/Hello"}}).empty());
  CHECK(why({.beyond_code = true, .first = "Topic", .code = {}}) == "Topic has changed");
  CHECK(why({.first = "", .code = {"Child/Hello"}}, units_of("it has no local path.")) == "Child/Hello has changed");
  CHECK(why({.first = "", .code = {"Hello"}}) == "Hello has changed");
  CHECK(why({.first = "", .code = {}, .secrets = {"Word"}}) == "the parameter Word is secret, and may have another value");
}

TEST_CASE("sync: CloudFormation is asked once a week", "[sync]") {
  CHECK(why({}, units_of(), asked(std::chrono::days(6))).empty());
  CHECK(why({}, units_of(), asked(std::chrono::days(7))) == "no sync of the last days is known here");
  CHECK(why({}, units_of(), {}) == "no sync of the last days is known here");
}

TEST_CASE("sync: another value of a parameter is for CloudFormation", "[sync]") {
  aws::Stack stack;
  stack.parameters = {{"Size", "1"}, {"Word", "****"}};
  CHECK_FALSE(compare(stack, plan_with("Size", "1")).beyond_code);
  CHECK_FALSE(compare(stack, plan_with("Size", std::nullopt)).beyond_code);
  CHECK_FALSE(compare(stack, plan_with("New", std::nullopt)).beyond_code);
  CHECK(compare(stack, plan_with("Size", "2")).first == "the parameter Size");
  CHECK(compare(stack, plan_with("Size", "")).first == "the parameter Size");
  CHECK(compare(stack, plan_with("New", "1")).first == "the parameter New");
  CHECK(compare(stack, plan_with("Word", "x", true)).secrets == std::vector<std::string>{"Word"});
  CHECK_FALSE(compare(stack, plan_with("Word", "x", true)).beyond_code);
}

TEST_CASE("sync: other tags and topics are for CloudFormation, in any order the same ones are not", "[sync]") {
  aws::Stack stack;
  stack.tags = {{"a", "1"}, {"b", "2"}, {"aws:cloudformation:x", "y"}};
  stack.notification_arns = {"arn:one", "arn:two"};
  deploy::Plan plan;
  CHECK_FALSE(compare(stack, plan).beyond_code);
  plan.settings.tags = {{"b", "2"}, {"a", "1"}};
  plan.settings.notification_arns = {"arn:two", "arn:one"};
  CHECK_FALSE(compare(stack, plan).beyond_code);
  SECTION("another value") { plan.settings.tags[0].second = "3"; }
  SECTION("one less") { plan.settings.tags.pop_back(); }
  SECTION("another topic") { plan.settings.notification_arns[0] = "arn:three"; }
  CHECK(compare(stack, plan).beyond_code);
}

TEST_CASE("sync: a stack that somebody else has changed is told", "[sync]") {
  aws::Stack stack;
  CHECK_FALSE(sync::changed_elsewhere(stack, {}));
  stack.changed = "2027-01-15T08:00:00Z";  // kNow
  const auto unknown = sync::changed_elsewhere(stack, {});
  REQUIRE(unknown);
  CHECK(unknown->time == kTime);
  CHECK_FALSE(unknown->synced_before);
  CHECK_FALSE(sync::changed_elsewhere(stack, asked(std::chrono::seconds(30))));
  const auto later = sync::changed_elsewhere(stack, asked(std::chrono::seconds(90)));
  REQUIRE(later);
  CHECK(later->synced_before);
}

namespace {

std::string template_of(std::string_view key) {
  return fmt::format(
      "Resources:\n  Hello:\n    Type: AWS::Lambda::Function\n    Properties: {{Code: {{S3Bucket: b, S3Key: {}}}}}\n", key);
}

/// A function that is deployed, which CloudFormation has last changed at kNow.
struct Deployed {
  explicit Deployed(std::string_view key) {
    aws.answers("DescribeStacks", test::stack_xml("CREATE_COMPLETE"));
    aws.answers("GetTemplate", "<TemplateBody>" + template_of("old") + "</TemplateBody>");
    aws.answers("ListStackResources",
                "<StackResourceSummaries><member><LogicalResourceId>Hello</LogicalResourceId><PhysicalResourceId>app-Hello"
                "</PhysicalResourceId><ResourceType>AWS::Lambda::Function</ResourceType><LastUpdatedTimestamp>"
                "2027-01-15T08:00:00Z</LastUpdatedTimestamp></member></StackResourceSummaries>");
    plan.settings.stack = request.stack = "app";
    plan.template_text = template_of(key);
    request.state_file = folder / "sync.toml";
    units.all.front().id = "Hello";
    REQUIRE(sync::remember_infra(*aws.client, request));
  }
  void was_brought(std::chrono::seconds later) {
    sync::State state = sync::read_state(request.state_file);
    state.set("ZipFunctionSyncFlow:Hello", "ab", kTime + later);
    REQUIRE(sync::write_state(request.state_file, state));
  }
  sync::Way find_way(bool always = false) {
    auto found = cxsam::run(aws.loop, sync::find_way(*aws.client, request, units, plan, always));
    REQUIRE(found);
    REQUIRE(*found);
    return **std::move(found);
  }

  test::ScratchFolder folder;
  CloudFormation aws;
  sync::Request request;
  deploy::Plan plan;
  sync::Units units = units_of();
};

}  // namespace

TEST_CASE("sync: what was brought past CloudFormation is looked at again", "[sync]") {
  SECTION("nothing has changed") { CHECK(Deployed("old").find_way().chosen.empty()); }
  SECTION("code has changed") { CHECK(Deployed("new").find_way().chosen == std::vector<std::size_t>{0}); }
  SECTION("other code was brought, and the template is again what it was") {
    Deployed stack("old");
    stack.was_brought(std::chrono::seconds(5));
    CHECK(stack.find_way().chosen == std::vector<std::size_t>{0});
    stack.plan.template_text = template_of("new");
    CHECK(stack.find_way().chosen == std::vector<std::size_t>{0});
  }
  SECTION("other code was brought to another stack") {
    Deployed stack("new");
    stack.was_brought(std::chrono::seconds(5));
    stack.request.stack = stack.plan.settings.stack = "other";
    CHECK(stack.find_way().why == "no sync of the last days is known here");
    REQUIRE(sync::remember_infra(*stack.aws.client, stack.request));
    CHECK(sync::known_of(*stack.aws.client, stack.request).resources.empty());
    CHECK(stack.find_way().chosen == std::vector<std::size_t>{0});
  }
  SECTION("CloudFormation has changed it since") {
    Deployed stack("old");
    stack.was_brought(std::chrono::seconds(-5));
    CHECK(stack.find_way().chosen.empty());
  }
}

TEST_CASE("sync: CloudFormation makes a stack, and is asked where that is wanted", "[sync]") {
  Deployed stack("old");
  CHECK_FALSE(stack.find_way().through_cloudformation);
  CHECK(stack.find_way(true).why == "that is wanted in any case");
  CloudFormation nothing;
  nothing.refuses("GetTemplate", "ValidationError", "Stack with id app does not exist");
  const auto way = cxsam::run(nothing.loop, sync::find_way(*nothing.client, stack.request, stack.units, stack.plan, false));
  REQUIRE(way);
  REQUIRE(*way);
  CHECK((*way)->through_cloudformation);
  CHECK((*way)->why.empty());
}
