// Every value below a section, with what a finding about it needs: where it stands, and in which scenarios it counts.
#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "lint/conditions/scenario.h"
#include "lint/context.h"
#include "lint/places/place.h"

namespace cxsam::lint {

/// A value on the way down.
struct Visit {
  const Node& node;
  Place place;
  std::string_view name = {};             // its key in the map around it; empty in a list
  std::size_t index = 0;                  // in the list around it
  const Visit* parent = nullptr;          // null for the section itself
  std::optional<Scenario> scenario = {};  // what the conditions on the way say; nothing: no deployment comes here
  std::string_view entry = {};            // the resource, output, ... of the section that it belongs to
};

/// Where findings about the function that the visited node is stand: at its key, where it is written.
Place place_of_function(const Visit& visit, const Sources& sources);

/// Called for a value before those inside it; false leaves these out.
using Visitor = std::function<bool(const Visit& visit)>;

/// Walks the values of a top-level section, itself first. Each `Fn::If` adds an assumption for its branches, and so does the
/// `Condition` of a resource or an output. Sections that are missing are passed over.
void walk_section(const CheckContext& context, std::string_view section, const Visitor& visitor);
/// With another view of the conditions than the context's.
void walk_section(const CheckContext& context, const ConditionSolver& conditions, std::string_view section,
                  const Visitor& visitor);

/// walk_section() over all sections in the order of the template.
void walk_template(const CheckContext& context, const Visitor& visitor);

}  // namespace cxsam::lint
