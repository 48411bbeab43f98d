#include "lint/places/choice.h"

namespace cxsam::lint {

std::optional<Choice> as_choice(const Node& node) {
  if (!node.is_map() || node.members.size() != 1 || node.members.front().key != "Fn::If") return std::nullopt;
  const Member& call = node.members.front();
  const Nodes& parts = call.value.items;
  if (parts.size() != 3 || !parts[0].is_string()) return std::nullopt;
  return Choice{parts[0].text, &parts[1], &parts[2], &call};
}

bool is_no_value(const Node& node) {
  if (!node.is_map() || node.members.size() != 1) return false;
  const Member& member = node.members.front();
  return member.key == "Ref" && member.value.text == "AWS::NoValue";
}

std::array<Place, 2> places_of_branches(const Choice& choice, const Place& place, const Sources& sources) {
  const Place inside = place_of(*choice.call, place, sources);
  const Node& arguments = choice.call->value;
  return {place_of_item(arguments, *choice.yes, inside, sources), place_of_item(arguments, *choice.no, inside, sources)};
}

std::array<Branch, 2> branches_of(const Choice& choice, const Place& place, const Scenario& scenario,
                                  const ConditionSolver& solver, const Sources& sources) {
  const std::array<Place, 2> places = places_of_branches(choice, place, sources);
  return {Branch{choice.yes, places[0], solver.assume(scenario, choice.condition, true)},
          Branch{choice.no, places[1], solver.assume(scenario, choice.condition, false)}};
}

}  // namespace cxsam::lint
