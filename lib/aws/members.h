// Members of answers, which may lack them or have them in another shape.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "json/json_fwd.h"

namespace cxsam::aws {

/// The text, or "" when there is none.
std::string text_of(const Json& object, std::string_view name);
/// The whole number, or 0.
std::int64_t int_of(const Json& object, std::string_view name);
/// The number, or 0.
double number_of(const Json& object, std::string_view name);
bool bool_of(const Json& object, std::string_view name);
/// The list, or an empty one.
const Json& list_of(const Json& object, std::string_view name);
/// The object, or an empty one.
const Json& object_of(const Json& object, std::string_view name);

}  // namespace cxsam::aws
