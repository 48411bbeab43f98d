// What Fn::GetAtt and Fn::Select ask for must be there.
#pragma once

#include <string_view>

#include "lint/schema/evaluator.h"
#include "template/template.h"

namespace cxsam::lint::schema {

/// True when the template has the resource, its type is known, and the type does not have the attribute.
bool lacks(const tmpl::Template& source, std::string_view logical_id, std::string_view attribute);

/// Attributes that the resource's type does not have, items beyond the end of a list. `frame` is the call's.
void check_reference(const Evaluator& evaluator, const Member& call, const Frame& frame, Outcome& outcome);

}  // namespace cxsam::lint::schema
