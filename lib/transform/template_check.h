// What must hold of a template before anything in it is transformed.
#pragma once

#include "transform/workspace.h"

namespace cxsam::transform {

/// Resources are maps, Conditions names, Properties of SAM resources maps, their logical ids letters and digits, IgnoreGlobals
/// names of properties in Globals. All that is wrong is reported. False after an error.
bool check_template(Workspace& work);

}  // namespace cxsam::transform
