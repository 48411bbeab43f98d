// The methods of texts that take regular expressions: split, replaceAll, replaceFirst, matches.
#pragma once

#include "vtl/methods.h"

namespace cxsam::vtl {

/// Nothing: it is none of these methods. An expression that is none, or that takes too long, fails the run.
std::optional<Value> call_with_pattern(Run& run, std::string_view text, std::string_view name, Arguments arguments);

}  // namespace cxsam::vtl
