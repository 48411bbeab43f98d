// An Error as a person reads it.
#pragma once

#include <string>

#include "base/result.h"

namespace cxsam {

/// "Error: no such file", what was being done, and the hints: a line each.
std::string error_text(const Error& error);

}  // namespace cxsam
