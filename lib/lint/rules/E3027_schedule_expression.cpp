#include <algorithm>

#include "base/ascii.h"
#include "base/text.h"
#include "diagnostic/complaint.h"
#include "facts/schedule.h"
#include "lint/places/given_values.h"
#include "lint/places/values.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words = split(text, ' ');
  std::erase(words, std::string_view{});
  return words;
}

// Source: Amazon EventBridge user guide, "Rate-based schedules".
std::optional<std::string> problem_of_rate(std::string_view inside) {
  const std::vector<std::string_view> words = words_of(inside);
  if (words.size() != 2) return "a rate is a number and a unit, as in `rate(5 minutes)`";
  const bool is_number = std::ranges::all_of(words[0], is_digit);
  if (!is_number || words[0].find_first_not_of('0') == std::string_view::npos)
    return "the number of a rate is a whole one above 0, not `" + std::string(words[0]) + "`";
  const bool one = words[0] == "1";
  for (const std::string_view unit : {"minute", "hour", "day"})
    if (words[1] == (one ? std::string(unit) : std::string(unit) + "s")) return std::nullopt;
  return std::string("the unit of this rate is ") + (one ? "`minute`, `hour` or `day`" : "`minutes`, `hours` or `days`") +
         ", not `" + std::string(words[1]) + "`";
}

// Source: Amazon EventBridge user guide, "Cron-based schedules".
std::optional<std::string> problem_of_cron(std::string_view inside) {
  constexpr std::size_t kFields = 6;
  const std::vector<std::string_view> words = words_of(inside);
  if (words.size() != kFields) return "a cron expression has 6 fields: minute, hour, day of month, month, day of week, year";
  if (words[2] != "?" && words[4] != "?") return "one of day of month and day of week has to be `?`";
  return std::nullopt;
}

std::optional<std::string> problem_of(std::string_view text) {
  if (text.starts_with("rate(") && text.ends_with(')')) return problem_of_rate(text.substr(5, text.size() - 6));
  if (text.starts_with("cron(") && text.ends_with(')')) return problem_of_cron(text.substr(5, text.size() - 6));
  return "a schedule is `rate(...)` or `cron(...)`";
}

// cfn-lint decides what is told; what exactly is wrong the facts know better.
std::optional<Complaint> complaint_about(std::string_view text) {
  std::optional<std::string> problem = problem_of(text);
  if (!problem) return std::nullopt;
  if (std::optional<facts::ScheduleProblem> known = facts::check_schedule(text, "", facts::ScheduleService::Rules))
    return Complaint{"schedule `" + std::string(text) + "` " + known->message, std::move(known->hint)};
  return Complaint{std::move(*problem), {}};
}

void add_hint(Diagnostic& finding, const std::string& hint) {
  if (!hint.empty()) finding.hints.push_back(hint);
}

void check(const CheckContext& context, Findings& findings) {
  for (const tmpl::Resource* rule : resources_of(context, "AWS::Events::Rule"))
    for (const PlacedValue& schedule : values_at(context, *rule, {"Properties", "ScheduleExpression"})) {
      for (const GivenValue& given : given_values(context, schedule))
        if (given.value.is_string() && !given.value.text.empty())
          if (std::optional<Complaint> complaint = complaint_about(given.value.text))
            add_hint(add_given(given, std::move(complaint->message), findings), complaint->hint);
      if (schedule.node->is_string() && !schedule.text().empty())
        if (std::optional<Complaint> complaint = complaint_about(schedule.text()))
          add_hint(findings.add(schedule.place, std::move(complaint->message)), complaint->hint);
    }
}

}  // namespace

extern const Rule rule_E3027_schedule_expression{
    .id = "E3027",
    .summary = "a schedule is a rate or a cron expression",
    .why = "EventBridge refuses the rule.",
    .check = check,
    .names_functions = true,
};

}  // namespace cxsam::lint
