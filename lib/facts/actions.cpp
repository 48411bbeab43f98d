#include "facts/actions.h"

#include <algorithm>
#include <optional>
#include <string>

#include "base/text.h"
#include "facts/value.h"

namespace cxsam::facts {
namespace {

// See schemas/sources/actions.py: of the actions on nothing in particular, and of names without a beginning that others share.
constexpr std::string_view kNoResource = "none";
constexpr std::string_view kWholeNames = "*";

bool fits(std::string_view pattern, std::string_view text) {
  std::size_t at = 0;
  std::size_t star = std::string_view::npos;
  std::size_t resume = 0;
  std::size_t i = 0;
  while (i < text.size()) {
    if (at < pattern.size() && (pattern[at] == '?' || pattern[at] == text[i]) && pattern[at] != '*') {
      ++at;
      ++i;
    } else if (at < pattern.size() && pattern[at] == '*') {
      star = at++;
      resume = i;
    } else if (star != std::string_view::npos) {
      at = star + 1;
      i = ++resume;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', at) == std::string_view::npos;
}

Value groups_of(std::string_view service) { return table().find("iam").find(to_lower(service)); }

// `actions`: beginning -> what follows it in the names.
bool has_fitting(Value actions, const std::string& wanted) {
  // Up to its first wildcard the pattern must agree with the beginning.
  const std::size_t literal = std::min(wanted.find_first_of("*?"), wanted.size());
  for (std::uint32_t verb = 0; verb < actions.size(); ++verb) {
    const std::string_view beginning = actions.key(verb) == kWholeNames ? "" : actions.key(verb);
    const std::size_t common = std::min(literal, beginning.size());
    if (wanted.compare(0, common, beginning.substr(0, common)) != 0) continue;
    const Value rests = actions[verb];
    for (std::uint32_t index = 0; index < rests.size(); ++index) {
      std::string action(beginning);
      action += rests[index].text();
      if (fits(wanted, action)) return true;
    }
  }
  return false;
}

// The forms of what the first action that fits the name works on; nothing when none does.
std::optional<std::string_view> find_action(std::string_view service, std::string_view name) {
  const Value groups = groups_of(service);
  const std::string wanted = to_lower(name);
  for (std::uint32_t group = 0; group < groups.size(); ++group)
    if (has_fitting(groups[group], wanted)) return groups.key(group);
  return std::nullopt;
}

bool part_may_be(std::string_view given, std::string_view wanted) {
  if (given == wanted) return true;
  return given.starts_with('*') || (given.find('*') != std::string_view::npos && given.starts_with(wanted));
}

// What stands behind the account: the kind of the resource comes first, up to a sign that depends on the service.
bool resource_may_be(std::string_view given, std::string_view form) {
  const bool by_slashes = form.find('/') != std::string_view::npos;
  if (!by_slashes && form.find(':') == std::string_view::npos) return true;  // the service has resources of one kind
  const char sign = by_slashes ? '/' : ':';
  const std::vector<std::string_view> wanted = split(form, sign);
  const std::vector<std::string_view> parts = split(given, sign);
  for (std::size_t i = 0; i < std::min(parts.size(), wanted.size()); ++i) {
    if (wanted[i] == "*" || parts[i].starts_with('*')) return true;
    if (!part_may_be(parts[i], wanted[i])) return false;
  }
  return true;
}

/// Up to the first `count` colons, and what is behind these.
std::vector<std::string_view> split_some(std::string_view text, std::size_t count) {
  std::vector<std::string_view> parts;
  for (std::size_t at = text.find(':'); parts.size() < count && at != std::string_view::npos; at = text.find(':')) {
    parts.push_back(text.substr(0, at));
    text.remove_prefix(at + 1);
  }
  parts.push_back(text);
  return parts;
}

}  // namespace

bool is_action_service(std::string_view service) { return static_cast<bool>(groups_of(service)); }

bool has_action(std::string_view service, std::string_view name) { return find_action(service, name).has_value(); }

std::vector<std::string_view> resource_forms(std::string_view service, std::string_view action) {
  if (action.find_first_of("*?") != std::string_view::npos) return {};
  const std::string_view forms = find_action(service, action).value_or(kNoResource);
  return forms == kNoResource ? std::vector<std::string_view>() : split(forms, ' ');
}

bool may_be_of_form(std::string_view arn, std::string_view form) {
  std::vector<std::string_view> given = split_some(arn, 5);  // arn, partition, service, Region, account, resource
  const std::vector<std::string_view> wanted = split_some(form, 3);
  if (given[0] != "arn" && given[0] != "*") return false;
  for (std::size_t i = 0; i < 3 && i + 2 < given.size(); ++i)
    if (given[i + 2] != "*" && wanted[i] != "*" && given[i + 2] != wanted[i]) return false;
  return given.size() < 6 || resource_may_be(given[5], wanted[3]);
}

}  // namespace cxsam::facts
