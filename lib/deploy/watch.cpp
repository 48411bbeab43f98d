#include "deploy/watch.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace cxsam::deploy {
namespace {

using std::chrono::nanoseconds;
using std::chrono::seconds;

constexpr nanoseconds kFirstPause = seconds{1};
constexpr nanoseconds kLongestPause = seconds{15};  // where reads fail
constexpr nanoseconds kBetweenLooks = seconds{30};  // at the stack, while no event says that it has ended

/// Short at first, since small stacks are quick; longer where reads fail.
class Pauses {
 public:
  explicit Pauses(nanoseconds usual) : usual_(usual), next_(std::min(kFirstPause, usual)) {}
  nanoseconds after_success() {
    next_ = std::min(next_, usual_);
    return std::exchange(next_, std::min(usual_, next_ + next_ / 2));
  }
  nanoseconds after_failure() { return std::exchange(next_, std::min(kLongestPause, next_ * 2)); }

 private:
  nanoseconds usual_;
  nanoseconds next_;
};

/// The answer of a read may be another one in a while: throttled, or nobody answered.
bool may_pass(const aws::AwsError& error) { return error.repeatable || error.status == 0 || error.status >= 500; }

/// Waiting ends, and the stack goes on.
Error left_alone(Error error, const aws::Client& client, const std::string& stack) {
  return std::move(error).hint(fmt::format(
      "CloudFormation goes on with it; `aws cloudformation describe-stack-events --stack-name {}` says how far it is",
      aws::stack_words(client, stack)));
}

/// A stack that has been asked to change may wait for a moment as it did before.
bool has_ended(const std::optional<aws::Stack>& stack, bool just_asked) {
  if (!stack) return true;
  return !aws::is_moving(stack->status) && !(just_asked && stack->status == "REVIEW_IN_PROGRESS");
}

bool is_end(const aws::StackEvent& event) { return event.is_of_stack() && !event.status.ends_with("_IN_PROGRESS"); }

}  // namespace

bool is_good_end(std::string_view status) {
  return status == "CREATE_COMPLETE" || status == "UPDATE_COMPLETE" || status == "IMPORT_COMPLETE";
}

Task<Result<std::optional<aws::Stack>>> watch_stack(aws::Client& client, Events& events, Watching watching) {
  Clock& clock = client.world().clock;
  Pauses pauses(watching.pause);
  Clock::TimePoint next_look = clock.after(kBetweenLooks);
  while (clock.now() < watching.until) {
    const aws::Answer<std::vector<aws::StackEvent>> fresh = co_await events.next();
    bool ended = !fresh && !may_pass(fresh.error());  // events that may not be read do not keep the stack from being looked at
    if (fresh) {
      std::ranges::for_each(*fresh, watching.happened);
      ended = std::ranges::any_of(*fresh, is_end);
    }
    if (ended) break;
    if (clock.now() >= next_look) {
      const auto stack = co_await aws::find_stack(client, watching.stack);
      if (stack && has_ended(*stack, false)) break;
      next_look = clock.after(kBetweenLooks);
    }
    const nanoseconds pause = fresh ? pauses.after_success() : pauses.after_failure();
    co_await clock.sleep_for(pause);
  }
  co_return co_await wait_for_stack(client, std::move(watching));
}

Task<Result<std::optional<aws::Stack>>> wait_for_stack(aws::Client& client, Watching watching) {
  Clock& clock = client.world().clock;
  Pauses pauses(watching.pause);
  const Clock::TimePoint moves_by = clock.after(kBetweenLooks);
  while (true) {
    aws::Answer<std::optional<aws::Stack>> stack = co_await aws::find_stack(client, watching.stack);
    if (!stack && !may_pass(stack.error()))
      co_return fail(left_alone(aws::to_error(stack.error(), "DescribeStacks"), client, watching.stack));
    if (stack && has_ended(*stack, clock.now() < moves_by)) co_return *std::move(stack);
    if (clock.now() >= watching.until) {
      Error error{fmt::format("the stack {} takes longer than `--max-wait-duration` says", watching.stack)};
      co_return fail(left_alone(std::move(error), client, watching.stack));
    }
    const nanoseconds pause = stack ? pauses.after_success() : pauses.after_failure();
    co_await clock.sleep_for(pause);
  }
}

Task<aws::Answer<aws::ChangeSet>> wait_for_change_set(aws::Client& client, std::string stack, std::string change_set,
                                                      nanoseconds pause) {
  constexpr std::chrono::minutes kPatience{10};
  Clock& clock = client.world().clock;
  const Clock::TimePoint until = clock.after(kPatience);
  Pauses pauses(pause);
  while (true) {
    aws::Answer<aws::ChangeSet> read = co_await aws::describe_change_set(client, stack, change_set);
    if (!read && !may_pass(read.error())) co_return read;
    if (read && (read->status == "CREATE_COMPLETE" || read->status == "FAILED")) co_return read;
    if (clock.now() >= until) {
      if (!read) co_return read;
      co_return tl::unexpected(
          aws::AwsError{.code = "", .message = "the change set is in " + read->status + " after ten minutes"});
    }
    const nanoseconds next = read ? pauses.after_success() : pauses.after_failure();
    co_await clock.sleep_for(next);
  }
}

}  // namespace cxsam::deploy
