// Bytes of unknown origin as text that may be handed on.
#pragma once

#include <string>
#include <string_view>

namespace cxsam {

/// The text with U+FFFD for each byte that is not part of well-formed UTF-8 (RFC 3629).
std::string valid_utf8(std::string_view text);

}  // namespace cxsam
