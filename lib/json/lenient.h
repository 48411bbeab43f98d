// JSON as API Gateway's mapping templates read bodies.
#pragma once

#include <optional>
#include <string_view>

#include "json/json.h"

namespace cxsam {

/// JSON, and what is nearly JSON, as Java's json-smart reads it in its permissive mode: names and texts in single quotes or in
/// none, commas too many, leading zeros, unknown escapes, anything behind the value. What is no JSON at all is a text
/// (`id=1&name=x`). Nothing where there is no value, and for objects, lists and quoted texts without an end.
/// Source: the behaviour of json-smart, which JsonPath for Java reads documents with.
std::optional<Json> parse_lenient_json(std::string_view text);

}  // namespace cxsam
