// What AWS's transform reads of Api and HttpApi events before it looks at any resource: which API, which path, which method.
#pragma once

#include "transform/workspace.h"

namespace cxsam::transform {

/// Reports events whose API, path or method cannot be known; their functions and state machines are given up.
void check_api_events(Workspace& work);

}  // namespace cxsam::transform
