// What the program says of itself.
#pragma once

#include <string>

namespace cxsam::cli {

/// "cxsam 0.1.0"; called as `sam` the line that scripts and editors take the version of SAM CLI from.
std::string version_line(bool as_sam);

/// A JSON object for --info. `version` is the release of SAM CLI that cxsam stands in for: editors demand a range of it.
std::string info_json();

/// "0.1.0"
std::string version();

}  // namespace cxsam::cli
