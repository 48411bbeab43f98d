// The values that an expression of the template may have, as far as parameters' defaults and allowed values, mappings and
// conditions tell.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lint/conditions/solver.h"
#include "lint/context.h"
#include "lint/places/place.h"

namespace cxsam::lint::schema {

struct Candidate {
  Node value;
  std::optional<Place> origin;  // the parameter's default or allowed value that it is
  std::string source = {};      // and what to call that: "the default `a` of parameter `Name`"
};

/// What is wrong with a value that comes from `source`, see Candidate.
std::string told_of(const std::string& source, const std::string& problem);

struct Candidates {
  std::vector<Candidate> values;  // none: nothing is known
  bool one_will_do = false;       // which of them counts hangs on the region of the deployment
};

/// At most a few dozen: where more would be possible, nothing is known.
Candidates candidates_of(const Node& node, const Scenario& scenario, const ConditionSolver& solver,
                         const CheckContext& context);

}  // namespace cxsam::lint::schema
