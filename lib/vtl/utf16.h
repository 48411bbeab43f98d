// Java counts the characters of a text in UTF-16.
#pragma once

#include <string>
#include <string_view>

namespace cxsam::vtl {

/// Bytes that are no UTF-8 become U+FFFD each.
std::u16string to_utf16(std::string_view text);
/// Halves of surrogate pairs become `?`, as Java writes them.
std::string to_utf8(std::u16string_view text);

/// `\u00e9` for a letter, as in Java. What is not that stays.
std::string replace_unicode_escapes(std::string_view text);

}  // namespace cxsam::vtl
