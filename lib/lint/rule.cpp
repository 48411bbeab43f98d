#include "lint/rule.h"

#include <algorithm>
#include <span>
#include <string_view>
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
                                              : Severity::Info,
          .wrong = facts.find("wrong").text()};
}

std::vector<Rule> rules_from_facts() {
  const facts::Value rules = facts::table().find("rules");
  std::vector<Rule> made;
  for (std::uint32_t i = 0; i < rules.size(); ++i) made.push_back(rule_from(rules.key(i), rules[i]));
  return made;
}

const Rule* find_in(std::span<const Rule* const> sorted, std::string_view id) {
  const auto rule = std::ranges::lower_bound(sorted, id, {}, &Rule::id);
  return rule != sorted.end() && (*rule)->id == id ? *rule : nullptr;
}

std::vector<const Rule*> gather_rules() {
  static const std::vector<Rule> kFromFacts = rules_from_facts();
  std::vector<const Rule*> all(all_coded_rules().begin(), all_coded_rules().end());
  for (const Rule& rule : kFromFacts)
    if (!find_coded_rule(rule.id)) all.push_back(&rule);
  std::ranges::sort(all, {}, &Rule::id);
  return all;
}

}  // namespace

const Rule* find_coded_rule(std::string_view id) { return find_in(all_coded_rules(), id); }

bool is_experimental(std::string_view id) {
  const Rule* rule = find_coded_rule(id);
  return rule && rule->experimental;
}

std::span<const Rule* const> all_rules() {
  static const std::vector<const Rule*> kRules = gather_rules();
  return kRules;
}

const Rule* find_rule(std::string_view id) { return find_in(all_rules(), id); }

}  // namespace cxsam::lint
