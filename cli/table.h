// Tables of results.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/command.h"

namespace cxsam::cli {

struct Table {
  std::string_view title;
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
};

struct TableStyle {
  bool as_sam = false;      // columns of one width, into which texts are wrapped; else one line a row
  std::size_t width = 100;  // of the terminal, for `as_sam`
  bool colour = false;
};

/// Called as `sam` a table is SAM CLI's, also in a pipe; else columns are as wide as what is in them. Ends with an empty line.
std::string table_text(const Table& table, TableStyle style);

/// In the style of standard output.
TableStyle table_style(const Context& context);

/// A text in lines of at most `width` columns: cut at blanks and behind hyphens, a longer word where it must be.
std::vector<std::string> wrap_cell(std::string_view text, std::size_t width);

}  // namespace cxsam::cli
