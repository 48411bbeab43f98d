#include "sync/stack_difference.h"

#include <algorithm>

namespace cxsam::sync {
namespace {

void compare_parameters(const aws::Stack& stack, const deploy::Plan& plan, Difference& found) {
  for (const deploy::Parameter& each : plan.parameters) {
    if (!each.value) continue;
    const auto there = std::ranges::find(stack.parameters, each.name, &std::pair<std::string, std::string>::first);
    if (there == stack.parameters.end())
      found.goes_beyond("the parameter " + each.name);
    else if (each.is_secret)
      found.secrets.push_back(each.name);
    else if (there->second != *each.value)
      found.goes_beyond("the parameter " + each.name);
  }
}

/// In any order.
template <class List>
bool has_same(List a, List b) {
  std::ranges::sort(a);
  std::ranges::sort(b);
  return a == b;
}

}  // namespace

void compare_stack(const aws::Stack& stack, const deploy::Plan& plan, Difference& found) {
  compare_parameters(stack, plan, found);
  auto tags = stack.tags;
  std::erase_if(tags, [](const auto& tag) { return tag.first.starts_with("aws:"); });  // AWS's own
  if (!plan.settings.tags.empty() && !has_same(tags, plan.settings.tags)) found.goes_beyond("the list of tags");
  const std::vector<std::string>& topics = plan.settings.notification_arns;
  if (!topics.empty() && !has_same(stack.notification_arns, topics)) found.goes_beyond("the list of topics that are told");
}

}  // namespace cxsam::sync
