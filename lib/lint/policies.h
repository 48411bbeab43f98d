// The policy documents of a template: who may do what.
#pragma once

#include <vector>

#include "lint/places.h"

namespace cxsam::lint {

/// The documents that are held against a policy schema (identity, resource, repository and trust policies).
std::vector<PlacedValue> policies_of(const CheckContext& context);

/// `Statement` may be one statement or a list of them.
std::vector<PlacedValue> statements_of(const CheckContext& context, const PlacedValue& policy);

}  // namespace cxsam::lint
