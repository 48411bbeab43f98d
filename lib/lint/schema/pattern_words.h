// Regular expressions of schemas as a person says them.
#pragma once

#include <string>
#include <string_view>

namespace cxsam::lint::schema {

/// What is wrong with a text that does not match: the first sign that is nowhere allowed, or the form that is wanted
/// (`vpc-<8 digits or a-f>`). Of expressions with alternatives and conditions the form is not told, but how texts begin.
std::string why_no_match(std::string_view expression, std::string_view text);

}  // namespace cxsam::lint::schema
