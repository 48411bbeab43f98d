// The attribute `Connectors`, which any resource may have: each entry becomes a connector of its own.
// Source: AWS SAM developer guide, "AWS SAM connector reference", "Embedded connectors".
#pragma once

#include "transform/workspace.h"

namespace cxsam::transform {

/// Adds a resource `<resource><connector>` for each entry and removes the attribute. False after an error.
bool take_out_connectors(Workspace& work);

}  // namespace cxsam::transform
