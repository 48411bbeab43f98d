// What Fn::GetAtt and Fn::Select ask for must be there.
#pragma once

#include "lint/schema/evaluator.h"

namespace cxsam::lint::schema {

/// Attributes that the resource's type does not have, items beyond the end of a list. `frame` is the call's.
void check_reference(const Evaluator& evaluator, const Member& call, const Frame& frame, Outcome& outcome);

}  // namespace cxsam::lint::schema
