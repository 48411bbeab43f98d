#include <algorithm>
#include <array>

#include "base/text.h"
#include "facts/actions.h"
#include "lint/places/choice.h"
#include "lint/places/given_values.h"
#include "lint/rule.h"
#include "lint/subjects/policies.h"

namespace cxsam::lint {
namespace {

/// Policies that only speak of their own service.
struct Owner {
  std::string_view type;
  std::string_view service;
};

constexpr std::array kOwners{Owner{"AWS::S3::BucketPolicy", "s3"}, Owner{"AWS::SNS::TopicPolicy", "sns"},
                             Owner{"AWS::SQS::QueuePolicy", "sqs"}};

std::string_view service_of(std::string_view type) {
  const auto found = std::ranges::find(kOwners, type, &Owner::type);
  return found == kOwners.end() ? std::string_view{} : found->service;
}

std::optional<std::string> problem_of(std::string_view written, std::string_view only_service) {
  if (written == "*") return std::nullopt;
  const std::string action = to_lower(written);
  const std::size_t colon = action.find(':');
  if (colon == std::string::npos)
    return "`" + std::string(written) + "` is no action: it lacks the service, as in `s3:GetObject`";
  const std::string service = action.substr(0, colon);
  const std::string name = action.substr(colon + 1);
  if (service.find_first_of("*?$") != std::string::npos || name.find('$') != std::string::npos) return std::nullopt;
  if (!only_service.empty() && service != only_service)
    return "this policy takes actions of `" + std::string(only_service) + "` only, and `" + std::string(written) + "` is none";
  if (!facts::is_action_service(service)) return "no service has the prefix `" + service + "`";
  if (facts::has_action(service, name)) return std::nullopt;
  return "`" + service + "` has no action `" + std::string(written.substr(colon + 1)) + "`";
}

// What a function gives in place of the action, or of the list of them.
void check_given(const CheckContext& context, const PlacedValue& action, Findings& findings) {
  const std::string_view only_service = service_of(action.resource->type);
  for (const GivenValue& given : given_values(context, action)) {
    const Nodes& given_actions = given.value.is_list() ? given.value.items : Nodes{given.value};
    for (const Node& one : given_actions)
      if (std::optional<std::string> problem = one.is_string() ? problem_of(one.text, only_service) : std::nullopt)
        add_given(given, std::move(*problem), findings);
  }
}

void check_actions(const CheckContext& context, const PlacedValue& statement, std::string_view key, Findings& findings) {
  const Member* member = statement.node->find_member(key);
  if (!member) return;
  const bool is_choice = as_choice(member->value).has_value();
  std::vector<PlacedValue> actions = values_below(context, statement, {key});
  for (const PlacedValue& action : actions) check_given(context, action, findings);
  for (PlacedValue& item : values_below(context, statement, {key, "*"})) actions.push_back(std::move(item));
  for (const PlacedValue& action : actions) {
    if (!action.node->is_string()) continue;
    const bool is_gap = action.chosen && !statement.chosen && !is_choice;
    if (std::optional<std::string> problem = problem_of(action.text(), service_of(statement.resource->type)))
      findings.gap(is_gap).add(is_choice ? action.place : place_at(member->key_span), std::move(*problem));
  }
}

void check(const CheckContext& context, Findings& findings) {
  if (!context.options.dialect->reads_transformed && context.source.is_serverless()) return;
  const Policies policies = policies_of(context);
  for (const PlacedValue& policy : policies.documents)
    for (const PlacedValue& statement : statements_of(context, policy))
      for (const std::string_view key : {"Action", "NotAction"}) check_actions(context, statement, key, findings);
}

}  // namespace

extern const Rule rule_W3037_unknown_action{
    .id = "W3037",
    .summary = "the actions of policies exist",
    .why = "A misspelt action allows nothing, or denies nothing, and no one says so.",
    .severity = Severity::Warning,
    .check = check,
    .names_functions = true,
};

}  // namespace cxsam::lint
