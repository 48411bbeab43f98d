#include <string>

#include "lint/context.h"
#include "lint/places/choice.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

const Member* member_of(const Member* map, std::string_view name) { return map ? map->value.find_member(name) : nullptr; }

std::string names_of(const Node& variables) {
  std::string text;
  for (const Member& variable : variables.members) text += (text.empty() ? "`" : ", `") + variable.key + "`";
  return text;
}

// SAM merges maps; a function in the place of one counts as a whole.
void check_pair(const LambdaFunction& function, const Member& own, const Member& global, Findings& findings) {
  const bool is_decided = as_intrinsic(own.value).has_value();
  if (!is_decided && !as_intrinsic(global.value)) return;
  if (own.value.is_null() || (is_decided && is_no_value(own.value))) return;
  const Node* variables =
      global.key == "Environment" && !as_intrinsic(global.value) ? global.value.find("Variables") : &global.value;
  if (!variables || (variables->members.empty() && !as_intrinsic(*variables))) return;
  const bool are_known = !as_intrinsic(*variables);
  Diagnostic& finding =
      findings.add(own.key_span, "function `" + std::string(function.logical_id()) + "` loses the variables of `Globals`" +
                                     (are_known ? " (" + names_of(*variables) + ")" : std::string{}) +
                                     ": a function in the place of a map is not merged");
  finding.related.push_back({global.key_span, "these are lost"});
  finding.hints.emplace_back("decide each variable by itself, with `Fn::If` at its value");
}

void check(const CheckContext& context, Findings& findings) {
  const Node* global = context.source.is_serverless() ? context.source.root().at_path({"Globals", "Function"}) : nullptr;
  const Member* globals = global ? global->find_member("Environment") : nullptr;
  if (!globals) return;
  for (const LambdaFunction& function : context.functions) {
    const Member* own = function.is_serverless() ? function.own_property("Environment") : nullptr;
    if (!own) continue;
    if (as_intrinsic(own->value) || as_intrinsic(globals->value)) {
      check_pair(function, *own, *globals, findings);
      continue;
    }
    const Member* own_variables = member_of(own, "Variables");
    const Member* global_variables = member_of(globals, "Variables");
    if (own_variables && global_variables) check_pair(function, *own_variables, *global_variables, findings);
  }
}

}  // namespace

extern const Rule rule_CX1018_lost_globals{
    .id = "CX1018",
    .summary = "environment variables of `Globals` reach the functions",
    .why =
        "SAM merges the maps of a function and of `Globals`. Where either is an `Fn::If` or another intrinsic function, only "
        "what the function says counts, and what `Globals` gives is gone without a word.",
    .severity = Severity::Warning,
    .check = check,
    .speaks_for_schema = true,
};

}  // namespace cxsam::lint
