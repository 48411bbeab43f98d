// The values below a section in the order of a walk, with what a finding about each needs: where it stands, and in which
// scenarios it counts.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <string_view>
#include <vector>

#include "lint/conditions/solver.h"
#include "lint/places/place.h"

namespace cxsam::lint {

/// A value on the way down. There are as many as the template has values, so they are small.
struct Visit {
  const Node& node;
  Place place;
  std::uint32_t index = 0;             // in the list around it
  std::string_view name = {};          // its key in the map around it; empty in a list
  const Visit* parent = nullptr;       // null for the section itself
  const Scenario* scenario = nullptr;  // what the conditions on the way say; null: no deployment comes here
};

/// Called for a value before those inside it; false leaves these out.
using Visitor = std::function<bool(const Visit& visit)>;

/// The values of a top-level section, itself first, found once for all the rules that go through them. Each `Fn::If` adds an
/// assumption for its branches, and so does the `Condition` of a resource or an output. Move-only: visits point at each other.
class Walk {
 public:
  /// All that is given must outlive it, but for `conditions`.
  Walk(const Member& section, const Sources& sources, const ConditionSolver& conditions);
  Walk(Walk&&) = default;
  Walk& operator=(Walk&&) = default;

  [[nodiscard]] std::string_view section() const { return section_; }
  void go(const Visitor& visitor) const;

 private:
  friend class Finder;
  struct Step {
    Visit visit;
    std::uint32_t next;  // the first step that is not inside of this value
  };

  std::string_view section_;
  std::vector<Step> steps_;         // never grows beyond what is reserved
  std::deque<Scenario> scenarios_;  // those that steps point at
};

}  // namespace cxsam::lint
