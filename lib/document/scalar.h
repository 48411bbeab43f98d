// What a plain scalar means: YAML 1.1 as CloudFormation reads it. Dates, base-60 numbers and infinities stay strings.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "document/node.h"

namespace cxsam {

/// The kind of an unquoted scalar: `yes` is a Bool, `017` an Int, `2010-09-09` a String, `~` and nothing a Null.
/// Octal, hexadecimal and binary numbers above 64 bits are strings; decimal ones may have any length.
Node::Kind plain_kind(std::string_view text);

/// The value of an integer in any of YAML 1.1's spellings: 15, +15, 1_000, 017, 0o17, 0x1F, 0b101.
std::optional<std::int64_t> parse_yaml_int(std::string_view text);

/// The value of true/yes/on and false/no/off in the spellings that YAML 1.1 has.
std::optional<bool> parse_yaml_bool(std::string_view text);

/// An Int or Double as a JSON number with the same digits (`1_000` is 1000, `.5` is 0.5), or nothing when JSON has no
/// number for it.
std::optional<std::string> to_json_number(std::string_view text);

/// RFC 8259's grammar of numbers.
bool is_json_number(std::string_view text);

}  // namespace cxsam
