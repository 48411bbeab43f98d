#include "asl/state_check.h"
#include "base/did_you_mean.h"

namespace cxsam::asl {
namespace {

void check_transition(const StateCheck& check) {
  if (!check.type.has_transition) return;
  const Member* next = check.field("Next");
  const Member* end = check.field("End");
  if (next && end && !is_unknown(end->value) && end->value.as_bool().value_or(true))
    check.scope.add(end->key_span, check.named() + " has both `Next` and `End`");
  if (!next && !end && !is_misspelt(check, "Next") && !is_misspelt(check, "End"))
    check.scope.add(check.state.key_span, check.named() + " has neither `Next` nor `End`",
                    "write `End: true`, or `Next` with a name");
  if (!next && end && !is_unknown(end->value) && !end->value.as_bool().value_or(true))
    check.scope.add(end->key_span, check.named() + " does not end and goes nowhere",
                    "write `End: true`, or `Next` with a name");
}

QueryLanguage language_of(const Member& state, Scope& scope) {
  const Node* language = state.value.find("QueryLanguage");
  if (!language || is_unknown(*language)) return scope.language;
  if (language->text != "JSONPath" && language->text != "JSONata")
    scope.add(language->span, "`QueryLanguage` is `JSONPath` or `JSONata`");
  else if (language->text == "JSONPath" && scope.language == QueryLanguage::JsonAta)
    scope.add(language->span, "a state of a machine in JSONata cannot be in JSONPath");
  return language->text == "JSONata" ? QueryLanguage::JsonAta : QueryLanguage::JsonPath;
}

}  // namespace

void check_state(const Member& state, Scope& scope) {
  if (is_unknown(state.value)) return;
  if (!state.value.is_map()) return scope.add(state.key_span, "state `" + state.key + "` is a map with a `Type`");
  const Node* type = state.value.find("Type");
  if (!type) return scope.add(state.key_span, "state `" + state.key + "` needs `Type`");
  if (is_unknown(*type)) return;
  const StateType* known = find_state_type(type->text);
  if (!known)
    return scope.add(type->span, "there is no type of state `" + type->text + "`",
                     did_you_mean_or(type->text, state_type_names(), ""));
  const StateCheck check{state, *known, language_of(state, scope), scope};
  check_fields(check);
  check_transition(check);
  check_by_type(check);
}

}  // namespace cxsam::asl
