#include "iam/decide.h"

#include <algorithm>

#include "base/text.h"

namespace cxsam::iam {
namespace {

class Judge {
 public:
  Judge(const Policy& policy, const Ask& ask) : policy_(policy), ask_(ask) {}

  [[nodiscard]] bool applies(const Statement& statement) const {
    return action_matches(statement.actions) && resource_matches(statement.resources) &&
           principal_matches(statement.principals) &&
           std::ranges::all_of(statement.conditions, [&](const Condition& condition) { return holds(condition); });
  }

 private:
  [[nodiscard]] std::optional<Pattern> pattern(const std::string& text) const {
    if (policy_.variables) return Pattern::make(text, ask_.conditions);
    return Pattern(text);
  }

  [[nodiscard]] bool action_matches(const Matchers& actions) const {
    const auto matches = [&](const std::string& text) { return Pattern(text).matches(ask_.action, true); };
    return std::ranges::any_of(actions.texts, matches) != actions.negated;
  }

  [[nodiscard]] bool resource_matches(const Matchers& resources) const {
    const auto matches = [&](const std::string& text) {
      const std::optional<Pattern> made = pattern(text);
      return made && made->matches(ask_.resource);
    };
    return std::ranges::any_of(resources.texts, matches) != resources.negated;
  }

  [[nodiscard]] bool principal_matches(const Matchers& principals) const {
    if (!principals.present) return true;
    const auto matches = [&](const std::string& text) { return is_principal(text); };
    return std::ranges::any_of(principals.texts, matches) != principals.negated;
  }

  [[nodiscard]] bool is_principal(std::string_view text) const {
    if (text == "*") return true;
    if (text.starts_with("Service:")) return !ask_.principal.service.empty() && text.substr(8) == ask_.principal.service;
    if (!text.starts_with("AWS:")) return false;
    text.remove_prefix(4);
    if (std::ranges::find(ask_.principal.arns, text) != ask_.principal.arns.end()) return true;
    const std::string& account = ask_.principal.account;
    const std::vector<std::string_view> parts = split(text, ':');
    const bool whole_account = parts.size() == 6 && parts[2] == "iam" && parts[4] == account && parts[5] == "root";
    return !account.empty() && (text == account || whole_account);
  }

  [[nodiscard]] bool holds(const Condition& condition) const {
    const std::vector<std::string>* given = ask_.conditions.find(condition.key);
    const bool missing = given == nullptr || given->empty();
    if (condition.comparison.comparison == nullptr) return null_holds(condition, missing);
    const bool negated = condition.comparison.comparison->negated;
    if (missing) {
      if (condition.comparison.if_exists || condition.comparison.set == Operator::Set::All) return true;
      return negated && condition.comparison.set == Operator::Set::One;
    }
    const auto passes = [&](const std::string& value) { return matches_any(condition, value) != negated; };
    // Of a key with several values and no word for sets, one that is excluded is enough to fail.
    const bool every =
        condition.comparison.set == Operator::Set::All || (condition.comparison.set == Operator::Set::One && negated);
    return every ? std::ranges::all_of(*given, passes) : std::ranges::any_of(*given, passes);
  }

  static bool null_holds(const Condition& condition, bool missing) {
    return std::ranges::any_of(
        condition.values, [&](const std::string& value) { return equals_ignoring_case(value, missing ? "true" : "false"); });
  }

  [[nodiscard]] bool matches_any(const Condition& condition, const std::string& value) const {
    return std::ranges::any_of(condition.values, [&](const std::string& text) {
      const std::optional<Pattern> wanted = pattern(text);
      return wanted && condition.comparison.comparison->holds(value, *wanted);
    });
  }

  const Policy& policy_;
  const Ask& ask_;
};

}  // namespace

Decision decide(std::span<const Policy> policies, const Ask& ask) {
  Decision decision = Decision::Unsaid;
  for (const Policy& policy : policies) {
    const Judge judge(policy, ask);
    for (const Statement& statement : policy.statements) {
      if (!judge.applies(statement)) continue;
      if (!statement.allows) return Decision::Denied;
      decision = Decision::Allowed;
    }
  }
  return decision;
}

}  // namespace cxsam::iam
