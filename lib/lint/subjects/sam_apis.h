// The APIs of SAM.
#pragma once

#include <vector>

#include "lint/context.h"

namespace cxsam::lint {

/// The REST APIs that are written, then the one that SAM makes for events, where it makes one: read them with `Effective`.
std::vector<const tmpl::Resource*> rest_apis_of_sam(const CheckContext& context);

}  // namespace cxsam::lint
