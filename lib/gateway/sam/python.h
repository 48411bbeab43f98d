// Python as SAM CLI uses it: how it prints values, and how it reads texts and bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "json/json_fwd.h"

namespace cxsam::gateway {

// Values. python_print.cpp

/// `not value`: null, false, 0, and what is empty.
bool python_false(const Json& value);

/// `str(value)`: a text as it is, True, False, None, 5, 1.5, [1, 'a'], {'a': 1}.
std::string python_text(const Json& value);

/// `json.dumps(value)`: {"a": [1, 1.0, "\u00e9"]}.
std::string python_json(const Json& value);

// Texts and bytes. python_read.cpp

/// `int(text)`: blanks around it, a sign, and single underscores between digits do not count.
std::optional<std::int64_t> python_int(std::string_view text);

/// `b64decode(text)`: letters that are none of base64 are passed over, and so is what follows the padding. Nothing where a
/// group is not complete, or where there are letters beyond ASCII.
std::optional<std::string> python_base64(std::string_view text);

/// `text.title()` of a header's name: "X-Amz-2D" of "x-amz-2d".
std::string python_title(std::string_view name);

/// Of a Cookie header: names with values, in their order, each once. What has no name is left out, and so is what begins with a
/// quote and goes on behind the closing one. A value in quotes may have semicolons, and backslashes before anything or three
/// octal digits.
std::vector<std::pair<std::string, std::string>> python_cookies(std::string_view header);

/// Bytes of the wire are letters of Latin-1: "\xE9" becomes "\xC3\xA9".
std::string utf8_of_latin1(std::string_view bytes);

/// Back to the wire. Nothing where a letter is beyond Latin-1.
std::optional<std::string> latin1_of_utf8(std::string_view text);

/// "%FF" for each byte that is no UTF-8.
std::string encode_broken(std::string_view text);

/// What a Host header names: the host without the port that its protocol has anyway, "" for one that cannot be a host's.
std::string_view python_host(std::string_view host, bool secure);

}  // namespace cxsam::gateway
