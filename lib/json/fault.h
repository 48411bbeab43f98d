// Where a text stops being JSON, for those who have words of their own for it. Source: RFC 8259.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace cxsam {

struct JsonFault {
  /// What the grammar has at `at`, where the text has something else or ends.
  enum class Wanted : std::uint8_t {
    Value,
    Name,       // the quote that begins a member's name
    Colon,      // behind such a name
    Separator,  // comma or bracket behind a value, or the text's end; `02` wants one behind its zero
    Character,  // of a text in quotes, or its end
    Escape,     // what may be behind a backslash
    HexDigit,
    Digit,          // of a number without a digit so far
    FractionDigit,  // behind the decimal point
    ExponentDigit,
    Letter,       // of `true`, `false` or `null`
    LessNesting,  // no bracket that opens
  };
  enum class Within : std::uint8_t { Text, Array, Object };

  Wanted wanted = Wanted::Value;
  std::size_t at = 0;            // the size of the text where it ends too early
  std::size_t begin = 0;         // of the token that has the fault
  Within within = Within::Text;  // what that token stands in
  std::size_t within_begin = 0;  // the bracket that opens it
};

/// Reads one value from `begin` on. Nothing where it is JSON with at most `depth` brackets open at a time and with nothing but
/// blanks behind it. UTF-8 is not looked at: bytes beyond ASCII are characters of a text.
std::optional<JsonFault> find_json_fault(std::string_view text, std::size_t depth, std::size_t begin = 0);

/// The hexadecimal digits of JSON's escapes.

}  // namespace cxsam
