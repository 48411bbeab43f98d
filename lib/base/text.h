// Small text functions that know nothing of AWS.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cxsam {

/// The text without leading and trailing spaces, tabs and line ends.
std::string_view trim(std::string_view text);

/// Splits at every `separator`; "a,,b" has three parts and "" has one, which is empty.
std::vector<std::string_view> split(std::string_view text, char separator);

std::string join(std::span<const std::string> parts, std::string_view separator);

/// ASCII only; bytes above 127 stay as they are.
std::string to_lower(std::string_view text);
bool equals_ignoring_case(std::string_view a, std::string_view b);

std::string replace_all(std::string text, std::string_view from, std::string_view to);

/// A whole decimal number with an optional minus; nothing else around it.
std::optional<std::int64_t> parse_int(std::string_view text);

/// The byte offset of the first byte that is not well-formed UTF-8 (RFC 3629), if any.
std::optional<std::size_t> find_invalid_utf8(std::string_view text);

/// How many code points `text` holds; a broken sequence counts once per byte.
std::size_t count_code_points(std::string_view text);

/// How many terminal columns `text` takes: wide East Asian characters and emoji take two,
/// combining marks none.
std::size_t display_width(std::string_view text);

/// Insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The candidate that was meant by `word`: the nearest of those at most two edits and fewer than half of its length away,
/// else the only one that begins with it. Case does not count.
std::optional<std::string> closest(std::string_view word, std::span<const std::string> candidates);

/// "1 resource", "2 resources".
std::string plural(std::size_t count, std::string_view noun);

}  // namespace cxsam
