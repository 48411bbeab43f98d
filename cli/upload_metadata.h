// `--metadata`: what is kept beside each uploaded object.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace cxsam::cli {

/// Name and value of each piece of `--metadata`: `a=1,b=x y` or {"a": "1"}. Names are those of headers: of two that differ in
/// case alone the last one counts, at the place of the first. The error is SAM CLI's, or says what S3 does not take.
Result<std::vector<std::pair<std::string, std::string>>> read_metadata(std::string_view text);

}  // namespace cxsam::cli
