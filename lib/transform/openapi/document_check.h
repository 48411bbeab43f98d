// Whether a DefinitionBody that the user wrote has the shape that what is written into it needs.
#pragma once

#include <string_view>

#include "transform/openapi/definition.h"
#include "transform/scope.h"

namespace cxsam::transform::openapi {

/// False after an error: `paths` stands in the template, and each path and each branch of its Fn::If is a map.
/// `property` is the property that needs it.
bool check_paths(Scope& api, Definition& definition, std::string_view property);

/// The same of `paths` that are known to be there.
bool check_path_items(Scope& api, Definition& definition);

/// False after an error: every operation is a map and its `security` is a list of maps.
bool check_operations(Scope& api, Definition& definition);

/// False after an error: the answers of OPTIONS operations are maps.
bool check_preflights(Scope& api, Definition& definition);

}  // namespace cxsam::transform::openapi
