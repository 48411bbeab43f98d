// Faults of a transform that are none once the template is deployed: a value is missing that only the deployment gives.
#pragma once

#include "diagnostic/diagnostic.h"
#include "project/expand.h"

namespace cxsam::project {

/// Removes from `root` what such errors stand in, and says so in a note each. False when there is nothing of the kind.
bool leave_out_undecided(Node& root, const Diagnostics& faults, const ExpandOptions& options, Diagnostics& notes);

}  // namespace cxsam::project
