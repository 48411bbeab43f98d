// Goes through every value below a section.
#pragma once

#include <string_view>

#include "lint/context.h"
#include "lint/places/visits.h"

namespace cxsam::lint {

/// Where findings about the function that the visited node is stand: at its key, where it is written.
Place place_of_function(const Visit& visit, const Sources& sources);

/// Goes through a section. Those that are missing are passed over.
void walk_section(const CheckContext& context, std::string_view section, const Visitor& visitor);
/// With another view of the conditions than the context's.
void walk_section(const CheckContext& context, const ConditionSolver& conditions, std::string_view section,
                  const Visitor& visitor);

/// walk_section() over all sections in the order of the template.
void walk_template(const CheckContext& context, const Visitor& visitor);

}  // namespace cxsam::lint
