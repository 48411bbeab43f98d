// Runs the rules over one loaded template.
#pragma once

#include "lint/context.h"
#include "lint/rule.h"

namespace cxsam::lint {

/// Adds what the rules find. The caller sorts: rules run in the order of their ids, not of the lines.
void check(CheckContext context, Diagnostics& diagnostics);

}  // namespace cxsam::lint
