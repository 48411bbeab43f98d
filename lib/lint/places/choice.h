// Fn::If: the one function whose values stand in the template themselves.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "document/node.h"
#include "lint/conditions/solver.h"
#include "lint/places/place.h"

namespace cxsam::lint {

/// The parts of an Fn::If of the right shape.
struct Choice {
  std::string_view condition;
  const Node* yes;
  const Node* no;
  const Member* call;  // `Fn::If` and its arguments
};
std::optional<Choice> as_choice(const Node& node);

/// True for {"Ref": "AWS::NoValue"}.
bool is_no_value(const Node& node);

/// Where the branches stand, the one for `true` first; `place` is that of the choice.
std::array<Place, 2> places_of_branches(const Choice& choice, const Place& place, const Sources& sources);

/// One branch, and the deployments that come to it.
struct Branch {
  const Node* node;
  Place place;
  std::optional<Scenario> scenario;  // nothing: no deployment does
};

/// `scenario` is that of the choice. A condition that is not declared decides nothing: both branches have it, too.
std::array<Branch, 2> branches_of(const Choice& choice, const Place& place, const Scenario& scenario,
                                  const ConditionSolver& solver, const Sources& sources);

}  // namespace cxsam::lint
