#include "sync/infra.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "aws/failure.h"
#include "aws/services/s3.h"
#include "deploy/events.h"
#include "deploy/stack_request.h"
#include "deploy/watch.h"
#include "json/json.h"

namespace cxsam::sync {
namespace {

tl::unexpected<InfraFailure> failed(const aws::AwsError& why, std::string_view operation, const aws::Client& client,
                                    const std::string& stack) {
  Error error = aws::to_error(why, operation);
  error.message = fmt::format("Failed to create/update the stack: {}, {}", stack, error.message);
  if (std::string advice = deploy::advice_for(error.message, aws::stack_words(client, stack)); !advice.empty())
    error.hints.push_back(std::move(advice));
  return tl::unexpected(InfraFailure{std::move(error)});
}

/// An earlier attempt was heard, only its answer lost, and what stands in the way now is what it has begun.
bool was_done(const aws::AwsError& why) {
  if (!aws::was_repeated(why)) return false;
  return why.code == "AlreadyExistsException" || why.message.find("_IN_PROGRESS state") != std::string::npos;
}

/// The text of a nested template that the plan uploads; null when it is none of its own.
const std::string* packaged_text(const aws::Client& client, const deploy::Plan& plan, std::string_view url) {
  for (const package::Upload& each : plan.artifacts) {
    const bool is_it = each.form == package::Upload::Form::Text &&
                       aws::object_url(client.settings(), plan.settings.storage.upload.bucket, each.key) == url;
    if (is_it) return &each.text;
  }
  return nullptr;
}

/// The name that CloudFormation has given to a nested stack, or "".
Task<std::string> name_of_nested(aws::Client& client, std::string stack, std::string id) {
  const Json parameters{{"StackName", stack}, {"LogicalResourceId", id}};
  const auto answer = co_await client.query("cloudformation", "DescribeStackResource", parameters);
  co_return answer ? answer->text_of("StackResourceDetail/PhysicalResourceId") : "";
}

/// Of one stack and those below it. What cannot be compared is for CloudFormation.
Task<Result<std::optional<Difference>>> compare_level(aws::Client& client, const deploy::Plan& plan, std::string stack,
                                                      std::string wanted) {
  const Json parameters{{"StackName", stack}, {"TemplateStage", "Original"}};
  const auto answer = co_await client.query("cloudformation", "GetTemplate", parameters);
  if (!answer && aws::is_no_such_stack(answer.error())) co_return std::optional<Difference>();
  if (!answer) co_return fail(aws::to_error(answer.error(), "GetTemplate"));
  Result<Difference> found = difference(answer->text_of("TemplateBody"), wanted);
  if (!found) co_return fail(std::move(found).error());
  const std::vector<NestedTemplate> nested = std::exchange(found->nested, {});
  for (const NestedTemplate& each : nested) {
    const std::string* text = packaged_text(client, plan, each.url);
    std::string name;
    if (text != nullptr) name = co_await name_of_nested(client, stack, each.id);
    if (name.empty()) {
      found->goes_beyond(each.id);
      continue;
    }
    Result<std::optional<Difference>> below = co_await compare_level(client, plan, std::move(name), *text);
    if (below && *below)
      found->add(each.id, **std::move(below));
    else
      found->goes_beyond(each.id);
  }
  co_return std::optional<Difference>(*std::move(found));
}

Task<tl::expected<InfraDone, InfraFailure>> wait_for_end(aws::Client& client, const deploy::Plan& plan, deploy::Events& events,
                                                         bool creates, HearEvent happened) {
  std::vector<aws::StackEvent> heard;
  deploy::Watching watching{plan.settings.stack, plan.settings.pause, client.world().clock.after(plan.settings.longest),
                            [&](const aws::StackEvent& event) {
                              heard.push_back(event);
                              happened(event);
                            }};
  Result<std::optional<aws::Stack>> stack = co_await deploy::watch_stack(client, events, std::move(watching));
  if (!stack) co_return tl::unexpected(InfraFailure{std::move(stack).error()});
  if (*stack && deploy::is_good_end((*stack)->status)) co_return InfraDone{.created = creates, .stack = **std::move(stack)};
  const std::string status = *stack ? (*stack)->status : "DELETE_COMPLETE";
  std::vector<deploy::FailedResource> resources = co_await deploy::find_failures(client, std::move(heard));
  Error error{fmt::format("Failed to create/update the stack: {}, it is in {}", plan.settings.stack, status)};
  co_return tl::unexpected(InfraFailure{std::move(error), std::move(resources)});
}

}  // namespace

Task<Result<std::optional<Difference>>> compare_with_stack(aws::Client& client, const deploy::Plan& plan) {
  co_return co_await compare_level(client, plan, plan.settings.stack, plan.template_text);
}

Task<tl::expected<InfraDone, InfraFailure>> sync_infra(aws::Client& client, const deploy::Plan& plan, HearEvent happened) {
  const std::string& name = plan.settings.stack;
  const auto before = co_await aws::find_stack(client, name);
  if (!before) co_return failed(before.error(), "DescribeStacks", client, name);
  const bool creates = !*before;
  deploy::ParameterNames kept;
  const bool asks = std::ranges::any_of(plan.parameters, [](const deploy::Parameter& each) { return !each.value; });
  if (!creates && asks) {
    aws::Answer<deploy::ParameterNames> known = co_await deploy::parameters_of_stack(client, name);
    if (!known) co_return failed(known.error(), "GetTemplateSummary", client, name);
    kept = *std::move(known);
  }
  deploy::Events events(client, name);
  if (!creates) co_await events.begin_now();
  const std::string_view operation = creates ? "CreateStack" : "UpdateStack";
  const Json request = deploy::stack_request(plan, kept);
  const auto asked = co_await client.query("cloudformation", operation, request);
  const bool nothing = !asked && asked.error().message.find("No updates are to be performed") != std::string::npos;
  if (nothing) co_return InfraDone{.created = false, .changed = false, .stack = **before};
  if (!asked && !was_done(asked.error())) co_return failed(asked.error(), operation, client, name);
  co_return co_await wait_for_end(client, plan, events, creates, std::move(happened));
}

}  // namespace cxsam::sync
