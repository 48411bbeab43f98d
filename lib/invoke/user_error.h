// How programs that see only a function's answer tell an error from a result.
#pragma once

#include <string_view>

namespace cxsam::invoke {

/// Whether an answer has the members of an error document and hardly any other, by which SAM CLI tells that the function has
/// failed.
bool looks_like_error(std::string_view answer);

}  // namespace cxsam::invoke
