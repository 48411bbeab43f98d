#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "asl/fields.h"
#include "asl/scope.h"
#include "base/did_you_mean.h"
#include "base/text.h"

namespace cxsam::asl {
namespace {

constexpr std::array<std::string_view, 6> kMachineFields{"Comment", "StartAt",        "States",
                                                         "Version", "TimeoutSeconds", "QueryLanguage"};
constexpr std::array<std::string_view, 4> kProcessorFields{"Comment", "StartAt", "States", "ProcessorConfig"};
constexpr std::size_t kLongestName = 80;

void collect_text(const Node* value, std::vector<const Node*>& texts) {
  if (value && value->is_string()) texts.push_back(value);
}

// The values that name the state to go to.
std::vector<const Node*> transitions_of(const Node& state) {
  std::vector<const Node*> targets;
  collect_text(state.find("Next"), targets);
  collect_text(state.find("Default"), targets);
  for (const char* list : {"Choices", "Catch"})
    if (const Node* entries = state.find(list))
      for (const Node& entry : entries->items) collect_text(entry.find("Next"), targets);
  return targets;
}

std::vector<std::string> names_of(const Node& states) {
  std::vector<std::string> names;
  for (const Member& state : states.members) names.push_back(state.key);
  return names;
}

std::string near_name(const std::string& name, const Node& states) {
  return did_you_mean_or(name, names_of(states), "states are reached within the same branch only");
}

// What is wrong with such a state is told at it; where it leads nobody knows.
bool goes_nowhere_known(const Node& state) {
  const Node* type = state.find("Type");
  const StateType* known = type ? find_state_type(type->text) : nullptr;
  return !known || (known->has_transition && !state.find("Next") && !state.find("End"));
}

bool has_unknown_transition(const Node& states) {
  return std::ranges::any_of(states.members, [](const Member& state) {
    return is_unknown(state.value) || goes_nowhere_known(state.value) ||
           std::ranges::any_of(transitions_of(state.value), [](const Node* target) { return is_unknown(*target); });
  });
}

void check_targets(const Node& states, Scope& scope) {
  for (const Member& state : states.members)
    for (const Node* target : transitions_of(state.value))
      if (!is_unknown(*target) && !states.find(target->text))
        scope.add(target->span, "state `" + state.key + "` goes on to `" + target->text + "`, which there is not",
                  near_name(target->text, states));
}

void check_reachable(const Node& states, const std::string& start, Scope& scope) {
  if (has_unknown_transition(states)) return;
  std::unordered_set<std::string_view> reached{start};
  std::vector<std::string_view> open{start};
  while (!open.empty()) {
    const Node* state = states.find(open.back());
    open.pop_back();
    if (!state) continue;
    for (const Node* target : transitions_of(*state))
      if (reached.insert(target->text).second) open.push_back(target->text);
  }
  for (const Member& state : states.members)
    if (!reached.contains(state.key))
      scope.add(state.key_span, "state `" + state.key + "` is never reached",
                "let another state's `Next` name it, or remove it");
}

bool ends(const Node& state) {
  const Node* type = state.find("Type");
  if (type && (type->text == "Succeed" || type->text == "Fail")) return true;
  const Node* end = state.find("End");
  return end && (is_unknown(*end) || end->as_bool().value_or(false));
}

void check_start(const Node& machine, const Node& states, Span where, Scope& scope) {
  const Member* start = machine.find_member("StartAt");
  if (!start) return scope.add(where, "`StartAt` is missing", "it names the first state");
  if (is_unknown(start->value)) return;
  if (!start->value.is_string()) return scope.add(start->value.span, "`StartAt` is the name of a state");
  if (!states.find(start->value.text))
    return scope.add(start->value.span, "`StartAt` names `" + start->value.text + "`, which there is not",
                     near_name(start->value.text, states));
  check_reachable(states, start->value.text, scope);
}

void check_name(const Member& state, Scope& scope) {
  if (count_code_points(state.key) > kLongestName) scope.add(state.key_span, "the name of a state has at most 80 characters");
  if (!scope.names.insert(state.key).second)
    scope.add(state.key_span, "there is another state `" + state.key + "`", "names are unique in the whole state machine");
}

void check_fields(const Node& machine, bool is_whole, Scope& scope) {
  const std::span<const std::string_view> known =
      is_whole ? std::span<const std::string_view>(kMachineFields) : std::span<const std::string_view>(kProcessorFields);
  for (const Member& field : machine.members) {
    if (std::ranges::find(known, field.key) != known.end() || has_placeholder(field.key)) continue;
    const std::vector<std::string> names(known.begin(), known.end());
    scope.add(field.key_span, "`" + field.key + "` is no field of a " + (is_whole ? "state machine" : "branch"),
              did_you_mean_or(field.key, names, ""));
  }
}

void take_language(const Node& machine, Scope& scope) {
  const Node* language = machine.find("QueryLanguage");
  if (!language || is_unknown(*language)) return;
  if (language->text != "JSONPath" && language->text != "JSONata")
    scope.add(language->span, "`QueryLanguage` is `JSONPath` or `JSONata`");
  if (language->text == "JSONata") scope.language = QueryLanguage::JsonAta;
}

}  // namespace

bool has_placeholder(std::string_view text) { return text.find("${") != std::string_view::npos; }

bool is_unknown(const Node& value) {
  return as_intrinsic(value).has_value() || (value.is_string() && has_placeholder(value.text));
}

void check_machine(const Node& machine, Span where, bool is_whole, Scope& scope) {
  if (is_unknown(machine)) return;
  if (!machine.is_map()) return scope.add(where, "this is a map with `StartAt` and `States`");
  check_fields(machine, is_whole, scope);
  if (is_whole) take_language(machine, scope);
  const Member* states = machine.find_member("States");
  if (!states) {
    if (!machine.find("StartAt")) scope.add(where, "`StartAt` is missing", "it names the first state");
    return scope.add(where, "`States` is missing", "it is the map of the states by name");
  }
  if (is_unknown(states->value)) return;
  if (!states->value.is_map() || states->value.members.empty())
    return scope.add(states->key_span, "`States` is a map with at least one state");
  for (const Member& state : states->value.members) {
    if (has_placeholder(state.key) && state.value.is_null()) continue;  // stands for states
    check_name(state, scope);
    check_state(state, scope);
  }
  // A name that is filled in may be any state's.
  if (std::ranges::any_of(states->value.members, [](const Member& state) { return has_placeholder(state.key); })) return;
  check_targets(states->value, scope);
  check_start(machine, states->value, where, scope);
  const bool could_end = std::ranges::any_of(states->value.members, [](const Member& state) {
    return is_unknown(state.value) || goes_nowhere_known(state.value) || ends(state.value);
  });
  if (!could_end) scope.add(states->key_span, "no state ends the work", "one needs `End: true`, or the type Succeed or Fail");
}

std::vector<Problem> check_definition(const Node& definition, Workflow workflow) {
  std::vector<Problem> problems;
  Scope scope{workflow, problems};
  check_machine(definition, definition.span, true, scope);
  return problems;
}

}  // namespace cxsam::asl
