// One complaint for one mistake.
#pragma once

#include "diagnostic/diagnostic.h"
#include "lint/context.h"

namespace cxsam::lint {

/// Adds what the schemas say to what the rules that are code have said. Left out is what one of them has said with the same
/// id of the same place, and what a rule of cxsam's own or the transform has said of it: they know more than the schema. That a
/// value has none of several forms is left out where the transform says what is wrong in it.
void add_without_doubles(std::vector<Diagnostic> from_schemas, const CheckContext& context, Diagnostics& diagnostics);

}  // namespace cxsam::lint
