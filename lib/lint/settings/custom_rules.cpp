#include "lint/settings/custom_rules.h"

#include <algorithm>
#include <cstdlib>
#include <span>

#include "base/text.h"
#include "lint/places/choice.h"

namespace cxsam::lint {
namespace {

using Operator = CustomRule::Operator;

/// A value, and its key or itself in a list.
struct Found {
  const Node* value;
  Span where;
};

void collect(const Node& node, std::span<const std::string> path, Span where, std::vector<Found>& found) {
  if (node.is_list()) {
    for (const Node& item : node.items) collect(item, path, item.span, found);
  } else if (const std::optional<Choice> choice = as_choice(node)) {
    for (const Node* branch : {choice->yes, choice->no}) collect(*branch, path, where, found);
  } else if (as_intrinsic(node)) {
    return;  // only the deployment knows what it gives
  } else if (path.empty()) {
    found.push_back({&node, where});
  } else if (const Member* member = node.find_member(path.front())) {
    collect(member->value, path.subspan(1), member->key_span, found);
  }
}

std::optional<double> number(std::string_view text) {
  const std::string copy(text);
  char* end = nullptr;
  const double value = std::strtod(copy.c_str(), &end);
  return end != copy.c_str() && *end == '\0' ? std::optional(value) : std::nullopt;
}

bool equal(std::string_view a, std::string_view b) {
  const auto x = number(a), y = number(b);
  return x && y
             ? *x == *y
             : a == b || (equals_ignoring_case(a, b) && (equals_ignoring_case(a, "true") || equals_ignoring_case(a, "false")));
}

bool compares(Operator what, std::string_view text, std::string_view limit) {
  const auto x = number(text), y = number(limit);
  if (!x || !y) return true;  // there is no order to break
  if (what == Operator::Less) return *x < *y;
  if (what == Operator::LessEqual) return *x <= *y;
  return what == Operator::Greater ? *x > *y : *x >= *y;
}

bool holds(const CustomRule& rule, std::string_view text) {
  const auto is_value = [text](const std::string& value) { return equal(text, value); };
  const bool listed = std::ranges::any_of(rule.values, is_value);
  switch (rule.what) {
    case Operator::Equal:
    case Operator::In:
      return listed;
    case Operator::NotEqual:
    case Operator::NotIn:
      return !listed;
    case Operator::Matches:
      return rule.pattern->matches_whole(text).value_or(true);
    default:
      return compares(rule.what, text, rule.values.front());
  }
}

void add(const CustomRule& rule, Span where, const std::string& message, Diagnostics& diagnostics) {
  diagnostics.add(
      {.id = rule.id, .severity = rule.severity, .message = rule.message.empty() ? message : rule.message, .where = where});
}

void check_rule(const CustomRule& rule, const Member& properties, Diagnostics& diagnostics) {
  std::vector<Found> found;
  collect(properties.value, rule.property, properties.key_span, found);
  const std::string name = "`" + join(rule.property, ".") + "`";
  if (rule.what == Operator::Defined) {
    if (!properties.value.find(rule.property.front()) || (found.empty() && rule.property.size() > 1))
      add(rule, properties.key_span, name + " is missing, which a custom rule asks for", diagnostics);
    return;
  }
  for (const Found& each : found) {
    if (rule.what == Operator::NotDefined) {
      add(rule, each.where, name + " is there, which a custom rule forbids", diagnostics);
    } else if (const auto text = each.value->as_text(); text && !holds(rule, *text)) {
      add(rule, each.where, name + " is `" + std::string(*text) + "`; a custom rule asks for `" + rule.condition + "`",
          diagnostics);
    }
  }
}

}  // namespace

void check_custom_rules(const std::vector<CustomRule>& rules, const tmpl::Template& source, Diagnostics& diagnostics) {
  if (rules.empty()) return;
  for (const tmpl::Resource& resource : source.resources()) {
    const Member* properties = resource.node->find_member("Properties");
    if (!properties || !properties->value.is_map()) continue;
    for (const CustomRule& rule : rules)
      if (rule.type == resource.type) check_rule(rule, *properties, diagnostics);
  }
}

}  // namespace cxsam::lint
