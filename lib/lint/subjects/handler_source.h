// Whether a source file has the function that a handler names.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cxsam::lint {

/// False only when the text of a Python or JavaScript/TypeScript file cannot make the name: it occurs nowhere, and nothing
/// that makes names at run time (`import *`, `exports[...]`) is there. `family` is "python" or "nodejs".
bool may_have_function(std::string_view family, std::string_view text, std::string_view function);

/// Functions that the file has at its top, for a hint.
std::vector<std::string> functions_in(std::string_view family, std::string_view text);

}  // namespace cxsam::lint
