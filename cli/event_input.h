// The event that a command is given.
#pragma once

#include <string>

#include "base/result.h"

namespace cxsam::cli {

/// The text of a file, of standard input for "-".
Result<std::string> read_input(const std::string& file);

}  // namespace cxsam::cli
