#include <algorithm>
#include <array>

#include "asl/expressions.h"
#include "base/text.h"

namespace cxsam::asl {
namespace {

constexpr std::array<std::string_view, 6> kTests{"IsNull", "IsPresent", "IsNumeric", "IsString", "IsBoolean", "IsTimestamp"};
constexpr std::array<std::string_view, 5> kOrders{"Equals", "LessThan", "GreaterThan", "LessThanEquals", "GreaterThanEquals"};
constexpr std::array<std::string_view, 4> kValueTypes{"String", "Numeric", "Timestamp", "Boolean"};

/// "NumericLessThanPath" taken apart.
struct Comparison {
  std::string_view type;
  bool is_path = false;
};

std::optional<Comparison> parse_comparison(std::string_view name) {
  if (std::ranges::find(kTests, name) != kTests.end()) return Comparison{"Boolean"};
  if (name == "StringMatches") return Comparison{"String"};
  for (const std::string_view type : kValueTypes) {
    if (!name.starts_with(type)) continue;
    std::string_view order = name.substr(type.size());
    const bool is_path = order.ends_with("Path");
    if (is_path) order.remove_suffix(4);
    const bool known = std::ranges::find(kOrders, order) != kOrders.end() && (type != "Boolean" || order == "Equals");
    return known ? std::optional(Comparison{type, is_path}) : std::nullopt;
  }
  return std::nullopt;
}

void check_operand(const Member& field, const Comparison& comparison, Scope& scope) {
  const Node& value = field.value;
  if (is_unknown(value)) return;
  if (comparison.is_path) {
    if (!value.is_string() || !is_path(value.text)) scope.add(value.span, "`" + field.key + "` is a path, as `$.name`");
  } else if (comparison.type == "String"    ? !value.is_string()
             : comparison.type == "Numeric" ? value.kind != Node::Kind::Int && value.kind != Node::Kind::Double
             : comparison.type == "Boolean" ? value.kind != Node::Kind::Bool
                                            : !value.is_string() || !is_timestamp(value.text)) {
    const std::string_view what = comparison.type == "String"    ? "a text"
                                  : comparison.type == "Numeric" ? "a number"
                                  : comparison.type == "Boolean" ? "true or false"
                                                                 : "a time as `2030-01-31T12:00:00Z`";
    scope.add(value.span, "`" + field.key + "` compares with " + std::string(what));
  }
}

void check_jsonata_rule(const Node& rule, Scope& scope) {
  const Member* condition = rule.find_member("Condition");
  if (!condition) return scope.add(rule.span, "a rule in JSONata needs `Condition`");
  if (is_unknown(condition->value) || condition->value.kind == Node::Kind::Bool) return;
  if (!condition->value.is_string() || !is_jsonata(condition->value.text))
    scope.add(condition->value.span, "`Condition` is a JSONata expression, `{% ... %}`");
}

void check_rule(const Node& rule, bool is_top, std::size_t depth, Scope& scope);

void check_nested(const Member& field, std::size_t depth, Scope& scope) {
  if (is_unknown(field.value)) return;
  if (field.key == "Not") {
    if (!field.value.is_map()) return scope.add(field.value.span, "`Not` is one rule");
    return check_rule(field.value, false, depth + 1, scope);
  }
  if (!field.value.is_list() || field.value.items.empty())
    return scope.add(field.key_span, "`" + field.key + "` is a list with at least one rule");
  for (const Node& rule : field.value.items) check_rule(rule, false, depth + 1, scope);
}

bool is_nesting(std::string_view name) { return name == "And" || name == "Or" || name == "Not"; }

void check_comparisons(const Node& rule, bool is_top, std::size_t depth, Scope& scope) {
  std::size_t operators = 0, comparisons = 0;
  for (const Member& field : rule.members) {
    if (field.key == "Next" || field.key == "Variable" || field.key == "Comment") continue;
    if (is_top && (field.key == "Assign" || field.key == "Output")) continue;
    if (is_nesting(field.key)) {
      ++operators;
      check_nested(field, depth, scope);
    } else if (const auto comparison = parse_comparison(field.key)) {
      ++operators;
      ++comparisons;
      check_operand(field, *comparison, scope);
    } else {
      scope.add(field.key_span, "`" + field.key + "` is no comparison and no field of a rule");
    }
  }
  if (operators != 1) scope.add(rule.span, "a rule has exactly one comparison, or one of `And`, `Or`, `Not`");
  const Member* variable = rule.find_member("Variable");
  if (comparisons > 0 && !variable) scope.add(rule.span, "a comparison needs `Variable`, the path of the value");
  if (variable && !is_unknown(variable->value) && (!variable->value.is_string() || !is_path(variable->value.text)))
    scope.add(variable->value.span, "`Variable` is a path, as `$.name`");
}

void check_rule(const Node& rule, bool is_top, std::size_t depth, Scope& scope) {
  constexpr std::size_t kDeepest = 64;
  if (is_unknown(rule) || depth > kDeepest) return;
  if (!rule.is_map()) return scope.add(rule.span, "a rule of a choice is a map");
  const Member* next = rule.find_member("Next");
  if (!is_top && next) scope.add(next->key_span, "a rule within another has no `Next`");
  check_comparisons(rule, is_top, depth, scope);
}

void check_top_rule(const Node& rule, QueryLanguage language, Scope& scope) {
  if (is_unknown(rule)) return;
  if (rule.is_map() && !rule.find("Next")) scope.add(rule.span, "a rule of a choice needs `Next`");
  if (language == QueryLanguage::JsonAta && rule.is_map())
    check_jsonata_rule(rule, scope);
  else
    check_rule(rule, true, 0, scope);
}

}  // namespace

void check_choices(const Member& choices, QueryLanguage language, Scope& scope) {
  if (!choices.value.is_list()) return;
  if (choices.value.items.empty()) scope.add(choices.key_span, "`Choices` has at least one rule");
  for (const Node& rule : choices.value.items) check_top_rule(rule, language, scope);
}

}  // namespace cxsam::asl
