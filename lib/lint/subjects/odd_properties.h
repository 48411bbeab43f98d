// `Properties` that are no map, and yet count as one without members.
#pragma once

#include "lint/context.h"

namespace cxsam::lint {

/// See Dialect::keeps_odd_properties.
bool count_as_empty(const CheckContext& context, const tmpl::Resource& resource);

/// Takes out what was said of such while the template was read.
void forgive_odd_properties(const CheckContext& context, Diagnostics& diagnostics);

}  // namespace cxsam::lint
