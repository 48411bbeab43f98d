#include "deploy/failures.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"

namespace cxsam::deploy {
namespace {

constexpr int kMostLevels = 5;  // of nested stacks; CloudFormation allows more, but nobody reads them

struct Advice {
  std::string_view words;  // that the reason has
  std::string_view text;   // with STACK for the stack
};

// Source: AWS CloudFormation user guide, "Troubleshooting CloudFormation"; AWS Lambda developer guide, "Troubleshooting
// deployment".
constexpr std::array kAdvice{
    Advice{"CAPABILITY_NAMED_IAM", "allow it with `--capabilities CAPABILITY_NAMED_IAM`"},
    Advice{"CAPABILITY_AUTO_EXPAND", "allow it with `--capabilities CAPABILITY_IAM CAPABILITY_AUTO_EXPAND`"},
    Advice{"equires capabilities", "allow it with `--capabilities CAPABILITY_IAM`"},
    Advice{
        "cannot be assumed by Lambda",
        "the role's AssumeRolePolicyDocument must let lambda.amazonaws.com do sts:AssumeRole; a role that is a few seconds old "
        "may work when you deploy again"},
    Advice{"already exists",
           "something of that name exists outside of this stack: leave the name out, give another, or delete it"},
    Advice{"not authorized to perform", "the credentials that deploy, or the role of `--role-arn`, need that permission"},
    Advice{"S3 Error Code: NoSuchKey", "the code is not in the bucket: deploy from the template that names it by a local path"},
    Advice{"S3 Error Code: PermanentRedirect", "the bucket of the code must be in the Region of the stack"},
    Advice{"Unzipped size must be smaller", "Lambda takes 250 MB unzipped, layers included: leave out what is not needed"},
    Advice{"ReservedConcurrentExecutions",
           "the account must keep 10 unreserved concurrent executions: reserve fewer, or ask for more"},
    Advice{"UPDATE_ROLLBACK_FAILED",
           "`aws cloudformation continue-update-rollback --stack-name STACK` brings the stack back to where it was"},
    // Before the others: what an import took in was there before, and is not to be deleted.
    Advice{"IMPORT_ROLLBACK_FAILED",
           "an import could not be taken back: `aws cloudformation describe-stack-events --stack-name STACK` says of what"},
    Advice{"ROLLBACK_COMPLETE state and can not be updated",
           "a first creation has failed; delete what is left and deploy again"},
    Advice{"ROLLBACK_FAILED state and can not be updated",
           "a first creation has failed and could not be taken back; delete what is left and deploy again"},
    Advice{"CREATE_FAILED state and can not be updated", "a first creation has failed; delete what is left and deploy again"},
    Advice{"DELETE_FAILED state and can not be updated",
           "a deletion has failed: `cxsam delete` says of what, and `--retain-resources` leaves that where it is"},
    Advice{"_IN_PROGRESS state and can not be updated", "another operation is under way: wait until it has ended"},
    Advice{"IN_PROGRESS status", "another operation is under way: wait until it has ended"},
    Advice{"nvalidChangeSetStatus", "somebody else has executed or removed the change set: deploy again"},
    Advice{"Rate exceeded", "too many calls at once: deploy again in a moment"},
    Advice{"xpiredToken", "the credentials have expired: log in again (`aws sso login`), then deploy again"},
    Advice{"is not empty", "empty it first, or keep it with `DeletionPolicy: Retain`"},
};

bool failed(const aws::StackEvent& event) {
  if (event.hook_status.ends_with("_FAILED")) return true;
  // What CloudFormation gives up because something else failed.
  return event.status.ends_with("_FAILED") && !event.reason.ends_with("cancelled") && !event.is_of_stack();
}

bool begins(const aws::StackEvent& event) {
  return event.is_of_stack() &&
         (event.status == "CREATE_IN_PROGRESS" || event.status == "UPDATE_IN_PROGRESS" || event.status == "DELETE_IN_PROGRESS");
}

/// The events of the last operation of a stack, oldest first. What cannot be read is left out.
Task<std::vector<aws::StackEvent>> last_operation(aws::Client& client, std::string stack) {
  std::vector<aws::StackEvent> events;
  std::string token;
  bool more = true;
  while (more) {
    const aws::Answer<aws::EventPage> page = co_await aws::stack_events(client, stack, token);
    if (!page) break;
    for (const aws::StackEvent& event : page->events) {
      events.push_back(event);
      if (begins(event)) break;
    }
    token = page->next;
    more = !token.empty() && !begins(events.back());
  }
  std::ranges::reverse(events);
  co_return events;
}

Task<void> add_failures(aws::Client& client, std::vector<aws::StackEvent> events, std::string prefix, int levels,
                        std::vector<FailedResource>& found) {
  for (const aws::StackEvent& event : events) {
    if (!failed(event)) continue;
    const std::size_t before = found.size();
    const bool nested = event.type == "AWS::CloudFormation::Stack" && !event.physical_id.empty();
    if (nested && levels > 0) {
      std::vector<aws::StackEvent> below = co_await last_operation(client, event.physical_id);
      co_await add_failures(client, std::move(below), prefix + event.logical_id + "/", levels - 1, found);
    }
    if (found.size() > before) continue;
    const std::string path = prefix + event.logical_id;
    if (std::ranges::find(found, path, &FailedResource::path) != found.end()) continue;  // CloudFormation has tried again
    const bool by_hook = event.hook_status.ends_with("_FAILED");
    found.push_back({path, event.type, by_hook ? event.hook_status : event.status,
                     by_hook && !event.hook_reason.empty() ? event.hook_reason : event.reason});
  }
}

}  // namespace

Task<std::vector<FailedResource>> find_failures(aws::Client& client, std::vector<aws::StackEvent> events) {
  std::vector<FailedResource> found;
  co_await add_failures(client, std::move(events), "", kMostLevels, found);
  co_return found;
}

std::string advice_for(std::string_view reason, std::string_view stack) {
  const auto known =
      std::ranges::find_if(kAdvice, [&](const Advice& each) { return reason.find(each.words) != std::string_view::npos; });
  return known == kAdvice.end() ? "" : replace_all(std::string(known->text), "STACK", stack);
}

}  // namespace cxsam::deploy
