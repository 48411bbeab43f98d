// Bytes of unknown origin as text that may be handed on.
#pragma once

#include <string>
#include <string_view>

namespace cxsam {

/// The text with U+FFFD for what is no well-formed UTF-8 (RFC 3629): one for each byte, or for the beginning of a character
/// whose end is missing, as Java, Python and browsers have it (Unicode standard, 3.9, "maximal subpart").
std::string valid_utf8(std::string_view text);

}  // namespace cxsam
