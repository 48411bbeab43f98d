// nlohmann's error texts, reworded.
#pragma once

#include <string>
#include <string_view>

namespace cxsam {

/// "[json.exception.parse_error.101] parse error at line 1, column 2: syntax error while parsing value - unexpected '}';
/// expected
/// ..." -> "unexpected `}` while parsing value, expected ...".
std::string describe_json_error(std::string_view what);

}  // namespace cxsam
