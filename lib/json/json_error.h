// nlohmann's error texts, reworded.
#pragma once

#include <string>
#include <string_view>

namespace cxsam {

/// "[json.exception.parse_error.101] parse error at line 1, column 2: syntax error while parsing object - unexpected number
/// literal; expected '}'" -> "unexpected number literal in object, expected `,` or `}`". The place and what was read are left
/// out.
std::string describe_json_error(std::string_view what);

}  // namespace cxsam
