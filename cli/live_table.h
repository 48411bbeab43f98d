// A table whose rows come one after another.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "system/terminal.h"

namespace cxsam::cli {

/// Columns of one width on standard output. Texts are wrapped into them where the output is a terminal or SAM CLI's is asked
/// for; else each row is one line. Source: what SAM CLI prints.
class LiveTable {
 public:
  /// Prints the title and the names of the columns.
  LiveTable(system::Terminal& terminal, std::string_view title, std::vector<std::string> columns, bool as_sam);

  /// `colour` is an escape sequence, "" the terminal's own.
  void row(const std::vector<std::string>& cells, std::string_view colour = "");
  /// An empty line between rows.
  void gap();
  void end();

 private:
  void rule(std::string_view after);
  void line(const std::vector<std::string>& cells, std::string_view colour);

  system::Terminal& terminal_;
  std::size_t count_;
  std::size_t usable_;  // columns of the terminal
  std::size_t column_;  // of one of the table's
  bool wrapped_;
};

inline constexpr std::string_view kRed = "\x1b[31m", kGreen = "\x1b[32m", kYellow = "\x1b[33m";

/// `text` in a colour, where standard output has any.
std::string painted(const system::Terminal& terminal, std::string_view colour, std::string_view text);

}  // namespace cxsam::cli
