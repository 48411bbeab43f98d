#include <algorithm>

#include "lint/places/walk.h"
#include "lint/rule.h"
#include "lint/subjects/dynamic_reference.h"
#include "template/section_reading.h"

namespace cxsam::lint {
namespace {

// E1051 speaks of it.
bool names_secret(const Node& value) {
  return value.is_string() && std::ranges::any_of(dynamic_references(value.text), is_secret);
}

// W1054 speaks of it: its value was meant.
bool names_pseudo_parameter(const Node& value) { return value.is_string() && is_pseudo_parameter(value.text); }

// What the comparison always comes to, if the template says so.
std::optional<bool> constant_of(const Node& left, const Node& right) {
  const std::optional<std::string_view> a = left.as_text();
  const std::optional<std::string_view> b = right.as_text();
  if (names_pseudo_parameter(left) || names_pseudo_parameter(right)) return std::nullopt;
  if (a && b) return names_secret(left) || names_secret(right) ? std::nullopt : std::optional(*a == *b);
  if (!as_intrinsic(left) || !same_value(left, right)) return std::nullopt;
  return true;
}

// A condition that its name keeps out of the template (E8001) decides nothing.
bool is_misnamed(const Visit& visit) {
  const bool is_condition = visit.parent && !visit.parent->parent && visit.parent->name == "Conditions";
  return is_condition && !tmpl::is_logical_id(visit.name);
}

void check(const CheckContext& context, Findings& findings) {
  for (const std::string_view section : {"Conditions", "Rules"})
    walk_section(context, section, [&](const Visit& visit) {
      if (is_misnamed(visit)) return false;
      const std::optional<Intrinsic> call = as_intrinsic(visit.node);
      if (!call || call->name != "Fn::Equals" || call->argument->items.size() != 2) return true;
      const std::optional<bool> constant = constant_of(call->argument->items[0], call->argument->items[1]);
      if (constant) findings.add(visit.place, std::string("this comparison is always ") + (*constant ? "true" : "false"));
      return true;
    });
}

}  // namespace

extern const Rule rule_W8003_constant_equals{
    .id = "W8003",
    .summary = "`Fn::Equals` compares something that can differ",
    .why = "Two constants are the same in every deployment; a `Ref` was forgotten, or the condition is left over.",
    .severity = Severity::Warning,
    .check = check,
};

}  // namespace cxsam::lint
