// The JSON of `--env-vars`: {"FunctionId": {"NAME": value}}. Source: SAM CLI, "sam local invoke", Environment Variable file.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/result.h"

namespace cxsam::local {

/// Values as text: whole numbers with all their digits, other numbers in the shortest form that means them, and nothing ("")
/// for what has no text form. Errors: no JSON, JSON of another shape.
Result<std::map<std::string, std::map<std::string, std::string>, std::less<>>> parse_env_json(std::string_view text);

}  // namespace cxsam::local
