#include "aws/services/cloudformation.h"

#include <algorithm>

#include "json/json.h"

namespace cxsam::aws {
namespace {

constexpr std::string_view kService = "cloudformation";

const std::vector<XmlElement>& members_of(const XmlElement& element, std::string_view list) {
  static const std::vector<XmlElement> kNone;
  const XmlElement* found = element.find(list);
  return found == nullptr ? kNone : found->children;
}

Stack read_stack(const XmlElement& element) {
  Stack stack{.id = element.text_of("StackId"),
              .name = element.text_of("StackName"),
              .status = element.text_of("StackStatus"),
              .reason = element.text_of("StackStatusReason")};
  stack.changed = element.text_of("LastUpdatedTime");
  if (stack.changed.empty()) stack.changed = element.text_of("CreationTime");
  for (const XmlElement& output : members_of(element, "Outputs"))
    stack.outputs.push_back({output.text_of("OutputKey"), output.text_of("OutputValue"), output.text_of("Description")});
  for (const XmlElement& tag : members_of(element, "Tags")) stack.tags.emplace_back(tag.text_of("Key"), tag.text_of("Value"));
  for (const XmlElement& each : members_of(element, "Parameters"))
    stack.parameters.emplace_back(each.text_of("ParameterKey"), each.text_of("ParameterValue"));
  for (const XmlElement& topic : members_of(element, "NotificationARNs")) stack.notification_arns.push_back(topic.text);
  stack.is_protected = element.text_of("EnableTerminationProtection") == "true";
  return stack;
}

StackEvent read_event(const XmlElement& element) {
  return {.id = element.text_of("EventId"),
          .logical_id = element.text_of("LogicalResourceId"),
          .physical_id = element.text_of("PhysicalResourceId"),
          .type = element.text_of("ResourceType"),
          .status = element.text_of("ResourceStatus"),
          .detailed_status = element.text_of("DetailedStatus"),
          .reason = element.text_of("ResourceStatusReason"),
          .time = element.text_of("Timestamp"),
          .stack_name = element.text_of("StackName"),
          .hook_status = element.text_of("HookStatus"),
          .hook_reason = element.text_of("HookStatusReason")};
}

}  // namespace

std::string Stack::output(std::string_view key) const {
  const auto found = std::ranges::find(outputs, key, &StackOutput::key);
  return found == outputs.end() ? "" : found->value;
}

std::string Stack::tag(std::string_view key) const {
  const auto found = std::ranges::find_if(tags, [&](const auto& each) { return each.first == key; });
  return found == tags.end() ? "" : found->second;
}

bool StackEvent::is_of_stack() const { return type == "AWS::CloudFormation::Stack" && logical_id == stack_name; }

bool is_moving(std::string_view status) { return status.ends_with("_IN_PROGRESS") && status != "REVIEW_IN_PROGRESS"; }

bool is_no_such_stack(const AwsError& error) {
  return error.code == "ValidationError" && error.message.find("does not exist") != std::string::npos;
}

Task<Answer<std::optional<Stack>>> find_stack(Client& client, std::string name) {
  const Json parameters{{"StackName", name}};
  const Answer<XmlElement> answer = co_await client.query(kService, "DescribeStacks", parameters);
  if (!answer) {
    if (is_no_such_stack(answer.error())) co_return std::optional<Stack>();
    co_return tl::unexpected(answer.error());
  }
  const XmlElement* stack = answer->find("Stacks/member");
  if (stack == nullptr) co_return std::optional<Stack>();
  co_return read_stack(*stack);
}

Task<Answer<void>> delete_stack(Client& client, std::string name, std::vector<std::string> retain, std::string role_arn) {
  Json parameters{{"StackName", name}};
  if (!retain.empty()) parameters["RetainResources"] = retain;
  if (!role_arn.empty()) parameters["RoleARN"] = role_arn;
  const Answer<XmlElement> answer = co_await client.query(kService, "DeleteStack", parameters);
  if (!answer) co_return tl::unexpected(answer.error());
  co_return Answer<void>();
}

Task<Answer<EventPage>> stack_events(Client& client, std::string stack, std::string page) {
  Json parameters{{"StackName", stack}};
  if (!page.empty()) parameters["NextToken"] = page;
  const Answer<XmlElement> answer = co_await client.query(kService, "DescribeStackEvents", parameters);
  if (!answer) co_return tl::unexpected(answer.error());
  EventPage read{.events = {}, .next = answer->text_of("NextToken")};
  for (const XmlElement& event : members_of(*answer, "StackEvents")) read.events.push_back(read_event(event));
  co_return read;
}

Task<bool> has_other_change_sets(Client& client, std::string stack, std::string known) {
  Json parameters{{"StackName", stack}};
  while (true) {
    const Answer<XmlElement> answer = co_await client.query(kService, "ListChangeSets", parameters);
    if (!answer) co_return true;
    for (const XmlElement& each : members_of(*answer, "Summaries"))
      if (each.text_of("ChangeSetId") != known && each.text_of("ChangeSetName") != known) co_return true;
    std::string next = answer->text_of("NextToken");
    if (next.empty()) co_return false;
    parameters["NextToken"] = std::move(next);
  }
}

Task<Answer<ChangeSet>> describe_change_set(Client& client, std::string stack, std::string change_set) {
  ChangeSet read;
  Json parameters{{"ChangeSetName", change_set}, {"StackName", stack}};
  while (true) {
    const Answer<XmlElement> answer = co_await client.query(kService, "DescribeChangeSet", parameters);
    if (!answer) co_return tl::unexpected(answer.error());
    read.id = answer->text_of("ChangeSetId");
    read.status = answer->text_of("Status");
    read.reason = answer->text_of("StatusReason");
    read.execution = answer->text_of("ExecutionStatus");
    for (const XmlElement& member : members_of(*answer, "Changes")) {
      const XmlElement* change = member.find("ResourceChange");
      if (change == nullptr) continue;
      read.changes.push_back({change->text_of("Action"), change->text_of("LogicalResourceId"), change->text_of("ResourceType"),
                              change->text_of("Replacement")});
    }
    std::string next = answer->text_of("NextToken");
    if (next.empty()) co_return read;
    parameters["NextToken"] = std::move(next);
  }
}

std::string stack_words(const Client& client, const std::string& stack) {
  const std::optional<std::string> region = region_of(client.settings());
  return region ? stack + " --region " + *region : stack;
}

}  // namespace cxsam::aws
