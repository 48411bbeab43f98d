// One scalar as PyYAML's emitter writes it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace cxsam {

/// Text that is being written, and where in its line it is.
struct Lines {
  std::string text;
  std::size_t column = 0;  // in code points

  void add(std::string_view piece);
  /// A new line that begins with `indent` blanks.
  void break_line(std::size_t indent);
};

/// Writes a string in the style that suits it: plain, in single quotes, or in double ones with escapes. Long ones are folded
/// into lines that are indented by `indent`, unless it `is_key`.
void write_sam_string(Lines& lines, std::string_view text, std::size_t indent, bool is_key);

/// Whether a key can stand before its colon; others follow a question mark.
bool is_simple_key(std::string_view text);

}  // namespace cxsam
