#include <functional>

#include "base/text.h"
#include "facts/value.h"
#include "lint/policies.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

// Iterates over "get" + "object": names are kept by their beginnings.
bool any_action(facts::Value service, const std::function<bool(std::string_view begin, std::string_view rest)>& accept) {
  for (std::uint32_t i = 0; i < service.size(); ++i) {
    const facts::Value rests = service[i];
    const std::string_view begin = service.key(i) == "*" ? std::string_view{} : service.key(i);
    for (std::uint32_t n = 0; n < rests.size(); ++n)
      if (accept(begin, rests[n].text())) return true;
  }
  return false;
}

// `*` is any text and `?` any sign.
bool fits(std::string_view pattern, std::string_view text) {
  std::size_t p = 0;
  std::size_t t = 0;
  std::size_t star = std::string_view::npos;
  std::size_t resume = 0;
  while (t < text.size()) {
    if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == text[t])) {
      ++p;
      ++t;
    } else if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resume = t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

std::optional<std::string> problem_of(std::string_view written) {
  if (written == "*") return std::nullopt;
  const std::string action = to_lower(written);
  const std::size_t colon = action.find(':');
  if (colon == std::string::npos)
    return "`" + std::string(written) + "` is no action: it lacks the service, as in `s3:GetObject`";
  const std::string service = action.substr(0, colon);
  const std::string name = action.substr(colon + 1);
  if (service.find_first_of("*?$") != std::string::npos || name.find('$') != std::string::npos) return std::nullopt;
  const facts::Value known = facts::table().find("iam").find(service);
  if (!known) return "no service has the prefix `" + service + "`";
  const bool exists = any_action(known, [&](std::string_view begin, std::string_view rest) {
    if (name.find_first_of("*?") != std::string::npos) return fits(name, std::string(begin) + std::string(rest));
    return name.size() == begin.size() + rest.size() && name.starts_with(begin) && name.ends_with(rest);
  });
  if (exists) return std::nullopt;
  return "`" + service + "` has no action `" + std::string(written.substr(colon + 1)) + "`";
}

void check_actions(const CheckContext& context, const PlacedValue& statement, std::string_view key, Findings& findings) {
  const Member* member = statement.node->find_member(key);
  if (!member) return;
  std::vector<PlacedValue> actions = values_below(context, statement, {key});
  for (PlacedValue& item : values_below(context, statement, {key, "*"})) actions.push_back(std::move(item));
  for (const PlacedValue& action : actions) {
    if (!action.node->is_string()) continue;
    if (std::optional<std::string> problem = problem_of(action.text())) findings.add(member->key_span, std::move(*problem));
  }
}

void check(const CheckContext& context, Findings& findings) {
  if (context.source.is_serverless()) return;  // SAM puts policies together from more than what stands here
  for (const PlacedValue& policy : policies_of(context))
    for (const PlacedValue& statement : statements_of(context, policy))
      for (const std::string_view key : {"Action", "NotAction"}) check_actions(context, statement, key, findings);
}

}  // namespace

extern const Rule rule_W3037_unknown_action;
const Rule rule_W3037_unknown_action{
    .id = "W3037",
    .summary = "the actions of policies exist",
    .why = "A misspelt action allows nothing, or denies nothing, and no one says so.",
    .severity = Severity::Warning,
    .check = check,
};

}  // namespace cxsam::lint
