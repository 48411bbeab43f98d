#include "deploy/stack_request.h"

namespace cxsam::deploy {
namespace {

Json parameters_to_send(const Plan& plan, const ParameterNames& kept) {
  Json list = Json::array();
  for (const Parameter& parameter : plan.parameters) {
    if (parameter.value)
      list.push_back({{"ParameterKey", parameter.name}, {"ParameterValue", *parameter.value}});
    else if (kept.contains(parameter.name))
      list.push_back({{"ParameterKey", parameter.name}, {"UsePreviousValue", "true"}});
  }
  return list;
}

}  // namespace

Task<aws::Answer<ParameterNames>> parameters_of_stack(aws::Client& client, std::string stack) {
  const Json parameters{{"StackName", stack}};
  const auto answer = co_await client.query("cloudformation", "GetTemplateSummary", parameters);
  if (!answer) co_return tl::unexpected(answer.error());
  ParameterNames names;
  if (const aws::XmlElement* list = answer->find("Parameters"))
    for (const aws::XmlElement& member : list->children) names.insert(member.text_of("ParameterKey"));
  co_return names;
}

Json stack_request(const Plan& plan, const ParameterNames& kept) {
  const Settings& settings = plan.settings;
  Json request{{"StackName", settings.stack}, {"Parameters", parameters_to_send(plan, kept)}, {"Tags", Json::array()}};
  if (plan.template_upload)
    request["TemplateURL"] = plan.template_url;
  else
    request["TemplateBody"] = plan.template_text;
  for (const auto& [key, value] : settings.tags) request["Tags"].push_back({{"Key", key}, {"Value", value}});
  if (!settings.capabilities.empty()) request["Capabilities"] = settings.capabilities;
  if (!settings.notification_arns.empty()) request["NotificationARNs"] = settings.notification_arns;
  if (!settings.role_arn.empty()) request["RoleARN"] = settings.role_arn;
  if (settings.express)
    request["DeploymentConfig"] = {{"Mode", "EXPRESS"},
                                   {"DisableRollback", settings.on_failure == OnFailure::DoNothing ? "true" : "false"}};
  return request;
}

}  // namespace cxsam::deploy
