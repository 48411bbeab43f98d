// Where things end in YAML text: yaml-cpp says where they begin only. Each function reads forward from a known place and
// costs what it passes over.
#pragma once

#include <cstddef>
#include <string_view>

namespace cxsam {

/// The first place at or after `at` that is neither blank, line end nor comment.
std::size_t skip_blanks(std::string_view text, std::size_t at);

/// The end of the tag, anchor or alias that begins at `at` (`!Sub`, `!<tag:...>`, `&name`, `*name`).
std::size_t end_of_property(std::string_view text, std::size_t at);

/// The end of a quoted scalar, after its closing sign; npos when the text ends before it.
std::size_t end_of_quoted(std::string_view text, std::size_t at);

/// The end of a plain scalar whose value is `value`: line ends may stand where the value has blanks.
std::size_t end_of_plain(std::string_view text, std::size_t at, std::string_view value);

/// The end of the last line with content of a block scalar (`|` or `>` at `at`) whose value is `value`.
std::size_t end_of_block_scalar(std::string_view text, std::size_t at, std::string_view value);

/// The end of a flow collection whose last child ends at `at`: after its closing bracket.
std::size_t end_of_flow(std::string_view text, std::size_t at);

/// Whether the bracket at `at` has its partner. Brackets in quotes and comments do not count.
bool is_closed_flow(std::string_view text, std::size_t at);

/// How many bytes stand before `at` in its line.
std::size_t column_of(std::string_view text, std::size_t at);

}  // namespace cxsam
