// JSON values as Python prints them, which is how SAM CLI makes a body or a header of what is no text.
#pragma once

#include <string>

#include "json/json_fwd.h"

namespace cxsam::gateway {

/// `str(value)`: a text as it is, True, False, None, 5, 1.5, [1, 'a'], {'a': 1}.
std::string python_text(const Json& value);

/// `json.dumps(value)`: {"a": [1, 1.0, "\u00e9"]}.
std::string python_json(const Json& value);

}  // namespace cxsam::gateway
