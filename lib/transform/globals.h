// The Globals section: what may stand in it, and its merging into the working copy.
// Source: AWS SAM developer guide, "Globals section of the AWS SAM template".
#pragma once

#include "transform/workspace.h"

namespace cxsam::transform {

/// Merges Globals into every SAM resource of the working copy and removes the section. False after an error.
bool apply_globals(Workspace& work);

}  // namespace cxsam::transform
