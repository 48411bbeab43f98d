// What goes wrong between here and CloudFormation, and what must be left then.
#include <chrono>

#include "tests/unit/deploy/account.h"
#include "tests/unit/deploy/plan_of_app.h"

using namespace cxsam;
using namespace cxsam::deploy;
using test::Account;
using test::Asked;
using test::CloudFormation;
using test::deploy_app;
using test::end_xml;
using test::plan_for_app;
using test::Ran;
using test::stack_xml;
using test::succeeds;
using test::Told;

namespace {

using Laid = CloudFormation::Laid;
using Client = CloudFormation::Client;

enum class Trouble : std::uint8_t { Unheard, Throttled, AnswerLost };

Laid trouble_of(Trouble trouble) {
  return trouble == Trouble::Throttled ? CloudFormation::refusal("Throttling", "Rate exceeded")
                                       : CloudFormation::refusal("ServiceUnavailable", "", 503);
}

/// A deployment of a new stack whose call number `at` fails once. False when it has fewer calls.
bool survives(std::size_t at, Trouble trouble) {
  CloudFormation aws(Client::Patient);
  Account account;
  bool troubled = false;
  aws.instead = [&](const Asked& asked) -> std::optional<Laid> {
    const bool now = aws.asked.size() == at + 1;
    troubled = troubled || now;
    if (now && trouble != Trouble::AnswerLost) return trouble_of(trouble);
    const Laid answer = account.answer(asked);
    return now ? trouble_of(trouble) : answer;
  };
  Told told;
  const Ran ran = deploy_app(aws, told);
  INFO("call " << at << ", trouble " << static_cast<int>(trouble));
  if (!ran.outcome) FAIL_CHECK(ran.outcome.error().error.message);
  CHECK(account.status == "CREATE_COMPLETE");
  CHECK(account.executions == 1);
  CHECK(account.deletions == 0);
  CHECK(told.events == std::vector<std::string>{"app CREATE_IN_PROGRESS", "app CREATE_COMPLETE"});
  return troubled;
}

/// Ctrl-C when call number `at` has reached CloudFormation. False when there are fewer calls.
bool is_tidy_after_interruption(std::size_t at) {
  CloudFormation aws;
  Account account;
  aws.instead = [&](const Asked& asked) -> std::optional<Laid> {
    if (aws.asked.size() == at + 1) aws.loop.stop();
    return account.answer(asked);
  };
  Told told;
  const Plan plan = plan_for_app();
  Progress progress;
  const auto outcome = cxsam::run(aws.loop, carry_out(*aws.client, plan, told, progress));
  if (outcome) return false;
  INFO("interrupted at " << aws.asked.back().action);
  CloudFormation after;  // as after Ctrl-C: nothing goes on of what was interrupted
  after.instead = [&](const Asked& asked) -> std::optional<Laid> { return account.answer(asked); };
  if (!progress.executing) cxsam::run(after.loop, tidy_up(*after.client, plan, progress));
  CHECK(progress.executing == account.executed);
  CHECK(account.status == (account.executed ? "CREATE_COMPLETE" : ""));
  CHECK(account.has_change_set == account.executed);
  return true;
}

}  // namespace

TEST_CASE("deploy: whichever call fails once, the deployment is the same", "[deploy]") {
  for (const Trouble trouble : {Trouble::Unheard, Trouble::Throttled, Trouble::AnswerLost}) {
    std::size_t at = 0;
    while (survives(at, trouble)) ++at;
    CHECK(at >= 6);
  }
}

TEST_CASE("deploy: Ctrl-C at any call leaves nothing behind, or CloudFormation at work", "[deploy]") {
  std::size_t at = 0;
  while (is_tidy_after_interruption(at)) ++at;
  CHECK(at >= 6);
}

TEST_CASE("deploy: throttling for ten minutes is waited for", "[deploy]") {
  CloudFormation aws(Client::Patient);
  succeeds(aws);
  std::optional<Clock::TimePoint> begin;
  std::size_t refused = 0;
  aws.instead = [&](const Asked& asked) -> std::optional<Laid> {
    if (asked.action == "ExecuteChangeSet") begin = aws.jumping.now();
    const bool reads = asked.action == "DescribeStackEvents" || asked.action == "DescribeStacks";
    if (!begin || !reads || aws.jumping.now() - *begin > std::chrono::minutes{10}) return std::nullopt;
    ++refused;
    return CloudFormation::refusal("Throttling", "Rate exceeded");
  };
  Told told;
  Plan plan = plan_for_app();
  plan.settings.pause = std::chrono::seconds{5};
  CHECK(deploy_app(aws, told, plan).outcome);
  CHECK(refused > 10);
  CHECK(refused < 300);  // with growing pauses
}

TEST_CASE("deploy: events that never come end with the stack, or with patience", "[deploy]") {
  CloudFormation aws(Client::Patient);
  aws.is_willing().has_no_stack().events("");
  const bool ends = GENERATE(true, false);
  if (ends)
    aws.answers("DescribeStacks", stack_xml("CREATE_IN_PROGRESS")).answers("DescribeStacks", stack_xml("CREATE_COMPLETE"));
  else
    aws.answers("DescribeStacks", stack_xml("CREATE_IN_PROGRESS"));
  Told told;
  Plan plan = plan_for_app();
  plan.settings.pause = std::chrono::seconds{15};
  const Clock::TimePoint begin = aws.jumping.now();
  const Ran ran = deploy_app(aws, told, plan);
  CHECK(ran.outcome.has_value() == ends);
  if (ends) return;
  CHECK(aws.jumping.now() - begin >= std::chrono::minutes{60});
  CHECK(aws.jumping.now() - begin < std::chrono::minutes{62});
  CHECK(ran.outcome.error().error.hints.front().find("CloudFormation goes on with it") != std::string::npos);
}

TEST_CASE("deploy: credentials that end while the stack moves leave it to CloudFormation", "[deploy]") {
  CloudFormation aws(Client::Patient);
  succeeds(aws);
  bool executing = false;
  aws.instead = [&](const Asked& asked) -> std::optional<Laid> {
    if (executing) return CloudFormation::refusal("ExpiredToken", "The security token included in the request is expired", 403);
    executing = asked.action == "ExecuteChangeSet";
    return std::nullopt;
  };
  Told told;
  const Ran ran = deploy_app(aws, told);
  REQUIRE_FALSE(ran.outcome);
  CHECK(ran.progress.executing);
  CHECK(aws.count("DeleteStack") + aws.count("DeleteChangeSet") == 0);
  const Error& error = ran.outcome.error().error;
  CHECK(error.message.find("(ExpiredToken)") != std::string::npos);
  CHECK(error.hints.size() == 2);  // log in again; how to look at the stack
}

TEST_CASE("deploy: a stack in each of CloudFormation's states", "[deploy]") {
  struct State {
    std::string name;
    std::string type = "UPDATE";  // of the change set
    bool replaced = false;
  };
  const State state = GENERATE(values<State>({{"REVIEW_IN_PROGRESS", "CREATE"},
                                              {"ROLLBACK_COMPLETE", "CREATE", true},
                                              {"ROLLBACK_FAILED", "CREATE", true},
                                              {"CREATE_COMPLETE"},
                                              {"CREATE_FAILED"},
                                              {"UPDATE_COMPLETE"},
                                              {"UPDATE_FAILED"},
                                              {"UPDATE_ROLLBACK_COMPLETE"},
                                              {"UPDATE_ROLLBACK_FAILED"},
                                              {"DELETE_FAILED"},
                                              {"IMPORT_COMPLETE"},
                                              {"IMPORT_ROLLBACK_COMPLETE"},
                                              {"CREATE_IN_PROGRESS"},
                                              {"UPDATE_IN_PROGRESS"},
                                              {"UPDATE_COMPLETE_CLEANUP_IN_PROGRESS"},
                                              {"DELETE_IN_PROGRESS"}}));
  INFO(state.name);
  CloudFormation aws;
  aws.is_willing().answers("DescribeStacks", stack_xml(state.name));
  if (state.replaced) aws.has_no_stack();
  aws.answers("DescribeStacks", stack_xml("UPDATE_COMPLETE"));
  aws.events("").events(end_xml("1", "UPDATE_COMPLETE"));
  Told told;
  CHECK(deploy_app(aws, told).outcome);
  CHECK(told.asked_to_replace == state.replaced);
  CHECK(aws.last("CreateChangeSet").parameters.at("ChangeSetType") == state.type);
}

TEST_CASE("deploy: CloudFormation's refusal of a state says what to do", "[deploy]") {
  for (const std::string status :
       {"ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED", "DELETE_FAILED", "UPDATE_IN_PROGRESS",
        "UPDATE_ROLLBACK_FAILED", "DELETE_IN_PROGRESS", "IMPORT_ROLLBACK_FAILED"}) {
    INFO(status);
    CloudFormation aws;
    aws.answers("DescribeStacks", stack_xml(status));
    aws.refuses("CreateChangeSet", "ValidationError", "Stack:arn:app is in " + status + " state and can not be updated.");
    aws.is_willing();
    Told told;
    told.agrees = false;
    const Ran ran = deploy_app(aws, told);
    REQUIRE_FALSE(ran.outcome);
    const std::vector<std::string>& hints = ran.outcome.error().error.hints;
    REQUIRE(hints.size() == 1);
    const bool is_first_creation = status == "CREATE_FAILED" || status.starts_with("ROLLBACK");
    CHECK((hints.front().find("delete what is left") != std::string::npos) == is_first_creation);
    const bool names_stack = hints.front().find("--stack-name app --region eu-west-1`") != std::string::npos;
    CHECK(names_stack == (status == "UPDATE_ROLLBACK_FAILED" || status == "IMPORT_ROLLBACK_FAILED"));
    CHECK(aws.count("DeleteChangeSet") + aws.count("DeleteStack") == 0);
  }
}

TEST_CASE("deploy: of two deployments at once neither takes away the other's", "[deploy]") {
  CloudFormation aws;
  Account account;
  account.neighbour = "arn:changeSet/other";
  Told told;
  SECTION("the other's change set waits for the stack that this one has made") {
    told.agrees = false;
    aws.instead = [&](const Asked& asked) { return account.answer(asked); };
    CHECK(deploy_app(aws, told).outcome);
    CHECK(account.status == "REVIEW_IN_PROGRESS");
    CHECK_FALSE(account.has_change_set);
  }
  SECTION("the other one has been faster") {
    aws.instead = [&](const Asked& asked) -> Laid {
      if (asked.action == "ExecuteChangeSet") account.status = "CREATE_IN_PROGRESS";
      return asked.action == "ExecuteChangeSet"
                 ? CloudFormation::refusal("InvalidChangeSetStatus", "an operation on the stack is IN_PROGRESS status")
                 : account.answer(asked);
    };
    const Ran ran = deploy_app(aws, told);
    REQUIRE_FALSE(ran.outcome);
    CHECK_FALSE(ran.outcome.error().error.hints.empty());
    CHECK(account.status == "CREATE_IN_PROGRESS");
    CHECK(account.deletions == 0);
    CHECK(aws.count("DeleteChangeSet") == 1);
  }
}
