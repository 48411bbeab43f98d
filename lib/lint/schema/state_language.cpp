#include "lint/schema/state_language.h"

#include "lint/places/choice.h"

namespace cxsam::lint::schema {
namespace {

constexpr std::string_view kLanguage = "QueryLanguage";

void write_language(Node& machine);

bool has_type(const Node& state, std::string_view name) {
  const Node* type = state.find("Type");
  return type && type->text == name;
}

// What an expression gives is known when it runs.
void forget_expressions(Node& state) {
  erase_if(state.members, [](const Member& member) {
    return (member.key == "Arguments" || member.key == "Seconds") && member.value.is_string();
  });
}

// A state that a condition chooses is written in each branch; what other functions give is not known.
void write_language_of_state(Node& state) {
  if (!state.is_map()) return;
  if (as_choice(state)) {
    Nodes& parts = state.members.front().value.items;
    write_language_of_state(parts[1]);
    write_language_of_state(parts[2]);
  } else if (!as_intrinsic(state)) {
    forget_expressions(state);
    if (!has_type(state, "Succeed")) state.set(kLanguage, make_string("JSONata"));
    write_language(state);
  }
}

void write_language(Node& machine) {
  for (Member& part : machine.members) {
    if (part.key == "States")
      for (Member& state : part.value.members) write_language_of_state(state.value);
    if (part.key == "ItemProcessor" || part.key == "Iterator") write_language(part.value);
    if (part.key == "Branches")
      for (Node& branch : part.value.items) write_language(branch);
  }
}

bool has_state(const Node& machine, const Node& start) {
  const Node* states = machine.find("States");
  if (!states || !states->is_map() || !start.is_string() || start.text.find("${") != std::string::npos) return true;
  return states->find(start.text) != nullptr;
}

}  // namespace

Node in_one_language(Node machine) {
  const Node* language = machine.find(kLanguage);
  if (language && language->text == "JSONata") write_language(machine);
  return machine;
}

// The places below a machine are those of its members: a frame goes down with them.
void check_starts(const Evaluator& evaluator, const Node& machine, const Frame& frame, Outcome& outcome) {
  for (const Member& part : machine.members) {
    const Frame inner = evaluator.below(frame, part);
    if (part.key == "StartAt" && !has_state(machine, part.value))
      Check{evaluator, {}, {}, part.value, inner, outcome}.fault(facts::Keyword::Enum,
                                                                 "there is no state `" + part.value.text + "`");
    if (part.key == "States")
      for (const Member& state : part.value.members)
        check_starts(evaluator, state.value, evaluator.below(inner, state), outcome);
    if (part.key == "ItemProcessor" || part.key == "Iterator") check_starts(evaluator, part.value, inner, outcome);
    if (part.key == "Branches")
      for (const Node& branch : part.value.items)
        check_starts(evaluator, branch, evaluator.below(inner, part.value, branch), outcome);
  }
}

}  // namespace cxsam::lint::schema
