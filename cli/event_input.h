// The event that a command is given.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "config/options.h"

namespace cxsam::cli {

/// The text of a file, of standard input for "-".
Result<std::string> read_input(const std::string& file);

/// That the file which an option names is not there, as wrong use is told, if so.
std::optional<Error> fault_of_input(const config::Values& values, std::string_view option);

}  // namespace cxsam::cli
