// An intrinsic function in place of a value.
#pragma once

#include "lint/schema/evaluator.h"

namespace cxsam::lint::schema {

/// Checks that the function gives the kind of value that the schema wants and, where its value is known before
/// deployment, that value.
void check_intrinsic(const Evaluator& evaluator, facts::Value schema, const Node& node, const Function& function,
                     const Frame& frame, Outcome& outcome);

}  // namespace cxsam::lint::schema
