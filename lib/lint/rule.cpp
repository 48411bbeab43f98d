#include "lint/rule.h"

#include <algorithm>
#include <vector>

#include "facts/value.h"

namespace cxsam::lint {
namespace {

Rule rule_from(std::string_view id, facts::Value facts) {
  const std::string_view severity = facts.find("severity").text();
  return {.id = id,
          .summary = facts.find("summary").text(),
          .why = facts.find("why").text(),
          .severity = severity == "error"     ? Severity::Error
                      : severity == "warning" ? Severity::Warning
                                              : Severity::Info};
}

std::vector<Rule> rules_from_facts() {
  const facts::Value rules = facts::table().find("rules");
  std::vector<Rule> made;
  for (std::uint32_t i = 0; i < rules.size(); ++i) made.push_back(rule_from(rules.key(i), rules[i]));
  return made;
}

std::vector<const Rule*> gather_rules() {
  static const std::vector<Rule> kFromFacts = rules_from_facts();
  std::vector<const Rule*> all(all_coded_rules().begin(), all_coded_rules().end());
  for (const Rule& rule : kFromFacts)
    if (std::ranges::find(all, rule.id, &Rule::id) == all.end()) all.push_back(&rule);
  std::ranges::sort(all, {}, &Rule::id);
  return all;
}

}  // namespace

bool is_experimental(std::string_view id) {
  const auto rules = all_coded_rules();
  const auto rule = std::ranges::lower_bound(rules, id, {}, &Rule::id);
  return rule != rules.end() && (*rule)->id == id && (*rule)->experimental;
}

std::span<const Rule* const> all_rules() {
  static const std::vector<const Rule*> kRules = gather_rules();
  return kRules;
}

}  // namespace cxsam::lint
