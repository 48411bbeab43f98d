#include "deploy/change_set.h"

#include <chrono>

#include <fmt/format.h>

#include "aws/failure.h"
#include "aws/times.h"
#include "deploy/stack_request.h"
#include "json/json.h"

namespace cxsam::deploy {
namespace {

Json request_of(const Plan& plan, const World& world, bool creates, const ParameterNames& kept) {
  const auto now = world.clock.wall();
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
  std::string time = aws::iso_seconds(now);
  time.pop_back();  // the "Z"
  Json request = stack_request(plan, kept);
  request["ChangeSetName"] = fmt::format("samcli-deploy{}", seconds);
  request["ChangeSetType"] = creates ? "CREATE" : "UPDATE";
  request["Description"] = fmt::format("Created by SAM CLI at {} UTC", time);
  return request;
}

}  // namespace

Task<aws::Answer<void>> create_change_set(aws::Client& client, const Plan& plan, const std::optional<aws::Stack>& stack,
                                          std::optional<MadeChangeSet>& made) {
  const bool creates = !stack || stack->status == "REVIEW_IN_PROGRESS";
  ParameterNames kept;
  if (!creates) {
    aws::Answer<ParameterNames> old = co_await parameters_of_stack(client, plan.settings.stack);
    if (!old) co_return tl::unexpected(old.error());
    kept = *std::move(old);
  }
  const Json request = request_of(plan, client.world(), creates, kept);
  made = MadeChangeSet{.id = request["ChangeSetName"].get<std::string>(), .creates = creates, .made_the_stack = !stack};
  const auto answer = co_await client.query("cloudformation", "CreateChangeSet", request);
  if (answer) {
    made->id = answer->text_of("Id");
    co_return aws::Answer<void>();
  }
  const aws::AwsError& why = answer.error();
  // An earlier attempt was heard, and only its answer lost.
  if (why.code == "AlreadyExistsException" && aws::was_repeated(why)) co_return aws::Answer<void>();
  if (!aws::may_have_been_done(why)) made.reset();
  co_return tl::unexpected(why);
}

Task<void> discard(aws::Client& client, const std::string& stack, const MadeChangeSet& change_set) {
  const Json names{{"ChangeSetName", change_set.id}, {"StackName", stack}};
  co_await client.query("cloudformation", "DeleteChangeSet", names);
  if (!change_set.made_the_stack) co_return;
  const auto left = co_await aws::find_stack(client, stack);
  if (!left || !*left || (*left)->status != "REVIEW_IN_PROGRESS") co_return;
  const bool others = co_await aws::has_other_change_sets(client, stack, change_set.id);
  if (!others) co_await aws::delete_stack(client, stack);
}

}  // namespace cxsam::deploy
