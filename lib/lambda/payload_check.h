// Whether a payload is JSON, and why not, in the words that Lambda has for it: those of the parser that it uses.
// Source: answers recorded on AWS; RFC 8259.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace cxsam::lambda {

/// Nothing for one JSON value in UTF-8 with blanks around it. Else the message of InvalidRequestContentException:
/// "Unexpected character ('x' (code 120)): expected a valid value (...)\n at [Source: ...; line: 1, column: 1]".
std::optional<std::string> why_not_json(std::string_view payload);

}  // namespace cxsam::lambda
