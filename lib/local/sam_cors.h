// CORS as `sam local start-api` reads it: one setting for the whole application.
#pragma once

#include <optional>

#include "project/project.h"

namespace cxsam::local {

/// Gives all APIs the CORS of the last one. OPTIONS methods that SAM or a document makes go, since settings answer in their
/// place.
void share_cors(project::Project& project);

/// Why SAM CLI does not start: `Cors` of a REST API holds a text that is not in quotes of its own ("'*'").
std::optional<Error> sam_cors_fault(const project::Project& project);

}  // namespace cxsam::local
