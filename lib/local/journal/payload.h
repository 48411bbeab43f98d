// Events and answers within a line of the journal: as JSON where that says the same, else as text, else in base64.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "json/json_fwd.h"

namespace cxsam::local {

/// Adds `name`, `name`Text or `name`Base64.
void add_payload(Json& line, std::string_view name, std::string_view bytes);

/// What add_payload() wrote; JSON is compact. Nothing when there is none.
std::optional<std::string> find_payload(const Json& line, std::string_view name);

}  // namespace cxsam::local
