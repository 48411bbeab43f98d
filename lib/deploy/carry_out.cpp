#include "deploy/carry_out.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "aws/failure.h"
#include "base/text.h"
#include "deploy/events.h"
#include "deploy/send.h"
#include "deploy/watch.h"
#include "json/json.h"

namespace cxsam::deploy {
namespace {

using Outcome = tl::expected<Done, Failure>;
using Kind = Failure::Kind;

tl::unexpected<Failure> failed(Kind kind, Error error, std::vector<FailedResource> resources = {}) {
  return tl::unexpected(Failure{kind, std::move(error), std::move(resources)});
}

/// SAM CLI's words for a stack that ended otherwise than it should. They come from the waiters of AWS's SDK for Python.
std::string unwanted_end(const std::string& stack, bool creates, const std::string& status) {
  return fmt::format(
      "Failed to create/update the stack: {}, Waiter Stack{}Complete failed: Waiter encountered a terminal failure "
      "state: For expression \"Stacks[].StackStatus\" we matched expected path: \"{}\" at least once",
      stack, creates ? "Create" : "Update", status);
}

bool is_without_changes(const std::string& reason) {
  return reason.find("The submitted information didn't contain changes.") != std::string::npos ||
         reason.find("No updates are to be performed") != std::string::npos;
}

/// What a creation that failed has left, and only deletion helps.
bool is_left_over(const std::string& status) { return status == "ROLLBACK_COMPLETE" || status == "ROLLBACK_FAILED"; }

/// One deployment under way.
struct Deployment {
  aws::Client& client;
  const Plan& plan;
  Observer& observer;
  Progress& progress;

  [[nodiscard]] const std::string& stack() const { return plan.settings.stack; }
  [[nodiscard]] std::string advice_for(std::string_view reason) const {
    return deploy::advice_for(reason, aws::stack_words(client, stack()));
  }
  [[nodiscard]] Watching watching(std::function<void(const aws::StackEvent&)> happened) const {
    return {stack(), plan.settings.pause, client.world().clock.after(plan.settings.longest), std::move(happened)};
  }
};

tl::unexpected<Failure> failed(Kind kind, const Deployment& on, const aws::AwsError& why, std::string_view operation) {
  Error error = aws::to_error(why, operation);
  const std::string_view what = kind == Kind::ChangeSet ? "create changeset for" : "create/update";
  error.message = fmt::format("Failed to {} the stack: {}, {}", what, on.stack(), error.message);
  if (std::string advice = on.advice_for(error.message); !advice.empty()) error.hints.push_back(std::move(advice));
  return failed(kind, std::move(error));
}

/// What is there under the name; a stack whose creation failed is deleted first where that is wanted.
Task<tl::expected<std::optional<aws::Stack>, Failure>> look_up(const Deployment& on) {
  const auto found = co_await aws::find_stack(on.client, on.stack());
  if (!found) co_return failed(Kind::Deployment, on, found.error(), "DescribeStacks");
  if (!*found || !is_left_over((*found)->status)) co_return *found;
  const Result<bool> replace = co_await on.observer.may_replace(**found);
  if (!replace) co_return failed(Kind::NoAnswer, replace.error());
  if (!*replace) co_return *found;
  const auto deleted = co_await aws::delete_stack(on.client, on.stack(), {}, on.plan.settings.role_arn);
  if (!deleted) co_return failed(Kind::Deployment, on, deleted.error(), "DeleteStack");
  const auto gone = co_await wait_for_stack(on.client, on.watching(nullptr));
  if (!gone) co_return failed(Kind::Deployment, gone.error());
  if (*gone && (*gone)->status != "DELETE_COMPLETE")
    co_return failed(Kind::Deployment,
                     Error{fmt::format("the stack {} could not be deleted: {}", on.stack(), (*gone)->reason)});
  co_return std::optional<aws::Stack>();
}

/// Makes the change set and waits for it.
Task<tl::expected<aws::ChangeSet, Failure>> propose(const Deployment& on, const std::optional<aws::Stack>& stack) {
  const aws::Answer<void> asked = co_await create_change_set(on.client, on.plan, stack, on.progress.pending);
  if (!asked) co_return failed(Kind::ChangeSet, on, asked.error(), "CreateChangeSet");
  on.observer.waits_for_change_set();
  const std::string id = on.progress.pending->id;
  aws::Answer<aws::ChangeSet> change_set = co_await wait_for_change_set(on.client, on.stack(), id, on.plan.settings.pause);
  if (!change_set) co_return failed(Kind::ChangeSet, on, change_set.error(), "DescribeChangeSet");
  if (change_set->id.empty()) change_set->id = id;
  co_return *std::move(change_set);
}

Error failed_change_set(const Deployment& on, const std::string& reason) {
  Error error{
      fmt::format("Failed to create changeset for the stack: {}, ex: Waiter ChangeSetCreateComplete failed: Waiter "
                  "encountered a terminal failure state: For expression \"Status\" we matched expected path: \"FAILED\" "
                  "Status: FAILED. Reason: {}",
                  on.stack(), reason)};
  if (std::string advice = on.advice_for(reason); !advice.empty()) error.hints.push_back(std::move(advice));
  return error;
}

/// What was asked for with `--on-failure DELETE`.
Task<void> undo(const Deployment& on, bool creates, const std::string& status) {
  const std::string& stack = on.stack();
  if (creates) {
    on.observer.notes(fmt::format("Stack {} failed to create/update correctly, deleting stack", stack));
    const auto asked = co_await aws::delete_stack(on.client, stack);
    const auto gone = co_await wait_for_stack(on.client, on.watching(nullptr));
    const bool deleted = asked && gone && (!*gone || (*gone)->status == "DELETE_COMPLETE");
    on.observer.notes(deleted ? fmt::format("Stack {} has been deleted", stack)
                              : fmt::format("Stack {} could not be deleted", stack));
    co_return;
  }
  if (status != "UPDATE_FAILED") co_return;  // CloudFormation has gone back already
  on.observer.notes(fmt::format("Stack {} failed to update, rolling back stack to previous state...", stack));
  Events events(on.client, stack);
  co_await events.begin_now();
  const Json name{{"StackName", stack}};
  const auto asked = co_await on.client.query("cloudformation", "RollbackStack", name);
  if (!asked) {
    on.observer.notes(aws::to_error(asked.error(), "RollbackStack").message);
    co_return;
  }
  const auto back =
      co_await watch_stack(on.client, events, on.watching([&](const aws::StackEvent& event) { on.observer.happened(event); }));
  const bool done = back && *back && (*back)->status == "UPDATE_ROLLBACK_COMPLETE";
  on.observer.notes(done ? fmt::format("Stack {} has rolled back successfully", stack)
                         : fmt::format("Stack {} could not be rolled back", stack));
}

Task<Outcome> explain(const Deployment& on, std::vector<aws::StackEvent> events, bool creates, std::string status) {
  Error error{unwanted_end(on.stack(), creates, status)};
  std::vector<FailedResource> resources = co_await find_failures(on.client, std::move(events));
  const OnFailure wish = on.plan.settings.on_failure;
  if (wish == OnFailure::Delete) co_await undo(on, creates, status);
  on.observer.events_end();
  if (status == "ROLLBACK_COMPLETE" && wish != OnFailure::Delete)
    error.hints.push_back(
        fmt::format("what is left of the stack must go before the next try: `{0} delete --stack-name {1}`, or "
                    "`{0} deploy --replace-failed`",
                    on.plan.settings.program, on.stack()));
  if (std::string advice = on.advice_for(status); !advice.empty()) error.hints.push_back(std::move(advice));
  co_return failed(Kind::Deployment, std::move(error), std::move(resources));
}

/// Whether CloudFormation has begun with a change set after all. A change set that is gone was executed: with it go all others.
Task<bool> was_begun(const Deployment& on, std::string change_set) {
  const auto now = co_await aws::describe_change_set(on.client, on.stack(), change_set);
  co_return now ? now->execution.starts_with("EXECUTE_") : now.error().code.starts_with("ChangeSetNotFound");
}

/// From the moment at which CloudFormation may have heard of it until it has clearly refused, it counts as being at work.
Task<aws::Answer<void>> begin(const Deployment& on, std::string change_set) {
  Json request{{"ChangeSetName", change_set}, {"StackName", on.stack()}};
  if (!on.plan.settings.express)
    request["DisableRollback"] = on.plan.settings.on_failure == OnFailure::DoNothing ? "true" : "false";
  on.progress.executing = true;
  const std::optional<MadeChangeSet> pending = std::exchange(on.progress.pending, std::nullopt);
  const auto asked = co_await on.client.query("cloudformation", "ExecuteChangeSet", request);
  if (asked) co_return aws::Answer<void>();
  if (aws::may_have_been_done(asked.error())) {
    const bool begun = co_await was_begun(on, change_set);
    if (begun) co_return aws::Answer<void>();
  }
  on.progress.executing = false;
  on.progress.pending = pending;
  co_return tl::unexpected(asked.error());
}

/// Executes the change set and waits until the stack is still again.
Task<Outcome> execute(const Deployment& on, std::string change_set, bool creates) {
  Events events(on.client, on.stack());
  co_await events.begin_now();
  const aws::Answer<void> begun = co_await begin(on, change_set);
  if (!begun) co_return failed(Kind::Deployment, on, begun.error(), "ExecuteChangeSet");
  on.observer.executes();
  std::vector<aws::StackEvent> seen;
  Watching watching = on.watching([&](const aws::StackEvent& event) {
    on.observer.happened(event);
    seen.push_back(event);
  });
  const auto stack = co_await watch_stack(on.client, events, std::move(watching));
  if (!stack) {
    on.observer.events_end();
    Error error = stack.error();
    error.message = fmt::format("Failed to create/update the stack: {}, {}", on.stack(), error.message);
    co_return failed(Kind::Deployment, std::move(error));
  }
  on.progress.executing = false;
  const std::string status = *stack ? (*stack)->status : "DELETE_COMPLETE";
  if (!is_good_end(status)) co_return co_await explain(on, std::move(seen), creates, status);
  on.observer.events_end();
  co_return Done{Done::Kind::Deployed, std::move(change_set), *stack};
}

Task<Outcome> deploy(const Deployment& on) {
  const Result<void> uploaded = co_await send_artifacts(on.client, on.plan);
  if (!uploaded) co_return failed(Kind::Upload, uploaded.error());
  on.observer.begins(on.plan);
  const auto stack = co_await look_up(on);
  if (!stack) co_return tl::unexpected(stack.error());
  const Result<void> sent = co_await send_template(on.client, on.plan);
  if (!sent) co_return failed(Kind::Upload, sent.error());
  const auto change_set = co_await propose(on, *stack);
  if (!change_set) co_return tl::unexpected(change_set.error());
  if (change_set->status == "FAILED") {
    if (is_without_changes(change_set->reason)) co_return Done{Done::Kind::NoChanges, change_set->id};
    co_return failed(Kind::ChangeSet, failed_change_set(on, change_set->reason));
  }
  on.observer.has_change_set(*change_set);
  if (!on.plan.settings.execute) {
    on.progress.pending.reset();  // it is what was asked for
    co_return Done{Done::Kind::ChangeSetOnly, change_set->id};
  }
  const Result<bool> may = co_await on.observer.may_execute(*change_set);
  if (!may) co_return failed(Kind::NoAnswer, may.error());
  if (!*may) co_return Done{Done::Kind::Declined, change_set->id};
  const bool creates = on.progress.pending->creates;
  co_return co_await execute(on, change_set->id, creates);
}

}  // namespace

Task<tl::expected<Done, Failure>> carry_out(aws::Client& client, const Plan& plan, Observer& observer, Progress& progress) {
  const Deployment on{client, plan, observer, progress};
  Outcome outcome = co_await deploy(on);
  co_await tidy_up(client, plan, progress);
  progress.pending.reset();
  co_return outcome;
}

Task<bool> tidy_up(aws::Client& client, const Plan& plan, const Progress& progress) {
  if (!plan.settings.tidy || !progress.pending) co_return false;
  const MadeChangeSet change_set = *progress.pending;
  co_await discard(client, plan.settings.stack, change_set);
  co_return true;
}

}  // namespace cxsam::deploy
