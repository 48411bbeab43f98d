// What fixers of unused parameters, mappings and conditions share.
#pragma once

#include "lint/fixes/fixes.h"

namespace cxsam::lint {

/// Takes the declaration out; a section of which nothing is used goes as a whole.
std::optional<Edit> remove_unused(const Report& report, const Diagnostic& finding);

}  // namespace cxsam::lint
