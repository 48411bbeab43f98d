// Environment variables of Lambda functions.
#pragma once

#include <string_view>

namespace cxsam::facts {

/// True for a name that Lambda sets itself and refuses in a function's configuration.
/// Source: AWS Lambda developer guide, "Defined runtime environment variables".
bool is_reserved_variable(std::string_view name);

/// Names are letters, digits and `_`, begin with a letter and have at least two characters.
/// Source: AWS Lambda API reference, "Environment".
bool is_variable_name(std::string_view name);

}  // namespace cxsam::facts
