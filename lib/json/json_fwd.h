// For headers that only name Json.
#pragma once

#include <nlohmann/json_fwd.hpp>

namespace cxsam {
using Json = nlohmann::ordered_json;
}
