#include "deploy/change_set.h"

#include <chrono>
#include <set>

#include <fmt/format.h>

#include "aws/failure.h"
#include "aws/times.h"
#include "json/json.h"

namespace cxsam::deploy {
namespace {

using Names = std::set<std::string, std::less<>>;

/// The parameters that the stack's template has had so far.
Task<aws::Answer<Names>> parameters_of_stack(aws::Client& client, const std::string& stack) {
  const Json parameters{{"StackName", stack}};
  const auto answer = co_await client.query("cloudformation", "GetTemplateSummary", parameters);
  if (!answer) co_return tl::unexpected(answer.error());
  Names names;
  if (const aws::XmlElement* list = answer->find("Parameters"))
    for (const aws::XmlElement& member : list->children) names.insert(member.text_of("ParameterKey"));
  co_return names;
}

/// Those that are not given keep the value that they have; new ones take their default.
Json parameters_to_send(const Plan& plan, const Names& kept) {
  Json list = Json::array();
  for (const Parameter& parameter : plan.parameters) {
    if (parameter.value)
      list.push_back({{"ParameterKey", parameter.name}, {"ParameterValue", *parameter.value}});
    else if (kept.contains(parameter.name))
      list.push_back({{"ParameterKey", parameter.name}, {"UsePreviousValue", "true"}});
  }
  return list;
}

Json request_of(const Plan& plan, const World& world, bool creates, const Names& kept) {
  const Settings& settings = plan.settings;
  const auto now = world.clock.wall();
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
  std::string time = aws::iso_seconds(now);
  time.pop_back();  // the "Z"
  Json request{{"ChangeSetName", fmt::format("samcli-deploy{}", seconds)}, {"StackName", settings.stack}};
  if (plan.template_upload)
    request["TemplateURL"] = plan.template_url;
  else
    request["TemplateBody"] = plan.template_text;
  request["ChangeSetType"] = creates ? "CREATE" : "UPDATE";
  request["Parameters"] = parameters_to_send(plan, kept);
  request["Description"] = fmt::format("Created by SAM CLI at {} UTC", time);
  request["Tags"] = Json::array();
  for (const auto& [key, value] : settings.tags) request["Tags"].push_back({{"Key", key}, {"Value", value}});
  if (!settings.capabilities.empty()) request["Capabilities"] = settings.capabilities;
  if (!settings.notification_arns.empty()) request["NotificationARNs"] = settings.notification_arns;
  if (!settings.role_arn.empty()) request["RoleARN"] = settings.role_arn;
  if (settings.express)
    request["DeploymentConfig"] = {{"Mode", "EXPRESS"},
                                   {"DisableRollback", settings.on_failure == OnFailure::DoNothing ? "true" : "false"}};
  return request;
}

}  // namespace

Task<aws::Answer<void>> create_change_set(aws::Client& client, const Plan& plan, const std::optional<aws::Stack>& stack,
                                          std::optional<MadeChangeSet>& made) {
  const bool creates = !stack || stack->status == "REVIEW_IN_PROGRESS";
  Names kept;
  if (!creates) {
    aws::Answer<Names> old = co_await parameters_of_stack(client, plan.settings.stack);
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
