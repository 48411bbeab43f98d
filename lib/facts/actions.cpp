#include "facts/actions.h"

#include <algorithm>
#include <string>

#include "base/text.h"
#include "facts/value.h"

namespace cxsam::facts {
namespace {

// Of the names without a beginning that others share (schemas/sources/actions.py).
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

Value actions_of(std::string_view service) { return table().find("iam").find(to_lower(service)); }

}  // namespace

bool is_action_service(std::string_view service) { return static_cast<bool>(actions_of(service)); }

bool has_action(std::string_view service, std::string_view name) {
  const Value actions = actions_of(service);
  const std::string wanted = to_lower(name);
  for (std::uint32_t verb = 0; verb < actions.size(); ++verb) {
    const std::string_view beginning = actions.key(verb) == kWholeNames ? "" : actions.key(verb);
    // Up to its first wildcard the pattern must agree with the beginning.
    const std::size_t literal = std::min(wanted.find_first_of("*?"), wanted.size());
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

}  // namespace cxsam::facts
