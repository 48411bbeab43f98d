// One source line made ready for a terminal, and the columns to underline.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "diagnostic/sources.h"

namespace cxsam {

/// The widest line that is shown whole; longer ones are cut around what is underlined.
constexpr std::size_t kMaxSnippetColumns = 100;

/// `text` has tabs expanded and what a terminal would obey replaced by U+FFFD. Columns count from 0 in `text`.
struct Snippet {
  std::uint32_t line = 0;
  std::string text;
  std::size_t caret_column = 0;
  std::size_t caret_width = 1;
};

/// The first line of the span; a span of several lines is underlined to the end of the first. Lines of more than `most` columns
/// (at most kMaxSnippetColumns) are cut.
Snippet make_snippet(const Sources& sources, Span span, std::size_t most = kMaxSnippetColumns);

/// User text within a message: line ends and control characters as escapes (`\n`, `\x1B`).
std::string printable(std::string_view text);

}  // namespace cxsam
