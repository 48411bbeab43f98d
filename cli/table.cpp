#include "cli/table.h"

#include <algorithm>

#include "base/text.h"

namespace cxsam::cli {
namespace {

constexpr std::size_t kNarrowest = 100;  // columns that SAM CLI takes whatever the terminal has
constexpr std::string_view kBold = "\x1b[1m", kYellow = "\x1b[33m", kPlain = "\x1b[0m";

std::string painted(std::string_view colour, std::string text, const TableStyle& style) {
  return style.colour ? std::string(colour) + text + std::string(kPlain) : text;
}

std::string padded(const std::string& text, std::size_t width) {
  const std::size_t size = display_width(text);
  return size >= width ? text : text + std::string(width - size, ' ');
}

std::string cell_at(const std::vector<std::string>& lines, std::size_t line) { return line < lines.size() ? lines[line] : ""; }

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80U; }

/// Pieces that a line may end behind: words with the blanks after them, parts of words up to a hyphen between letters.
std::vector<std::string_view> pieces_of(std::string_view text) {
  std::vector<std::string_view> pieces;
  std::size_t begin = 0;
  for (std::size_t i = 1; i < text.size(); ++i) {
    const bool after_blank = text[i - 1] == ' ' && text[i] != ' ';
    const bool before_blank = text[i - 1] != ' ' && text[i] == ' ';
    const bool after_hyphen = text[i - 1] == '-' && i >= 2 && is_letter(text[i - 2]) && is_letter(text[i]);
    if (!after_blank && !before_blank && !after_hyphen) continue;
    pieces.push_back(text.substr(begin, i - begin));
    begin = i;
  }
  if (begin < text.size()) pieces.push_back(text.substr(begin));
  return pieces;
}

/// The first code points of `text` that take no more than `width` columns, at least one.
std::size_t bytes_within(std::string_view text, std::size_t width) {
  std::size_t end = 0;
  for (std::size_t next = 1; next <= text.size(); ++next) {
    const bool whole = next == text.size() || (static_cast<unsigned char>(text[next]) & 0xC0U) != 0x80U;
    if (!whole) continue;
    if (display_width(text.substr(0, next)) > width && end > 0) break;
    end = next;
  }
  return end;
}

/// The lines of a row, each with all its columns.
std::string row_lines(const std::vector<std::string>& cells, std::size_t column, std::size_t count) {
  std::vector<std::vector<std::string>> wrapped;
  std::size_t most = 1;
  for (std::size_t i = 0; i < count; ++i) {
    wrapped.push_back(wrap_cell(i < cells.size() ? cells[i] : "", column - 2));
    most = std::max(most, wrapped.back().size());
  }
  std::string out;
  for (std::size_t line = 0; line < most; ++line) {
    for (std::size_t i = 0; i < count; ++i) out += padded(cell_at(wrapped[i], line), i + 1 == count ? column - 1 : column + 1);
    out += '\n';
  }
  return out;
}

std::string in_equal_columns(const Table& table, const TableStyle& style) {
  const std::size_t count = table.columns.size();
  const std::size_t width = std::max(style.width, kNarrowest);
  const std::size_t usable = width - width % count - 3;
  const std::size_t column = usable / count;
  const std::string rule = painted(kYellow, std::string(usable, '-'), style) + "\n";
  std::string names;
  for (std::size_t i = 0; i < count; ++i) names += padded(table.columns[i], i + 1 == count ? column - 1 : column + 1);
  std::string out =
      painted(kBold, std::string(table.title), style) + "\n" + rule + painted(kYellow, names, style) + "\n" + rule;
  for (const std::vector<std::string>& row : table.rows) out += row_lines(row, column, count);
  return out + rule + "\n";
}

std::string without_trailing_blanks(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line + "\n";
}

std::string as_wide_as_needed(const Table& table, const TableStyle& style) {
  std::vector<std::size_t> widths;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    widths.push_back(display_width(table.columns[i]));
    for (const std::vector<std::string>& row : table.rows) widths[i] = std::max(widths[i], display_width(row[i]));
  }
  const auto line_of = [&](const std::vector<std::string>& cells) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) line += padded(replace_all(cells[i], "\n", " "), widths[i] + 2);
    return without_trailing_blanks(std::move(line));
  };
  std::string out = painted(kBold, std::string(table.title), style) + "\n" + painted(kYellow, line_of(table.columns), style);
  for (const std::vector<std::string>& row : table.rows) out += line_of(row);
  return out + "\n";
}

}  // namespace

std::vector<std::string> wrap_cell(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  std::string line;
  const auto end_line = [&] {
    line.erase(line.find_last_not_of(' ') + 1);
    if (!line.empty()) lines.push_back(std::move(line));
    line.clear();
  };
  const std::string flat = replace_all(replace_all(std::string(text), "\n", " "), "\t", " ");
  for (std::string_view piece : pieces_of(flat)) {
    if (display_width(line) + display_width(piece) > width && (!line.empty() && display_width(piece) <= width)) end_line();
    while (display_width(line) + display_width(piece) > width) {  // longer than any line: it fills what is left of this one
      const std::size_t room = width - display_width(line);
      std::size_t end = room == 0 ? 0 : bytes_within(piece, room);
      const std::size_t hyphen = piece.substr(0, end).rfind('-');
      if (hyphen != std::string_view::npos && hyphen > 0) end = hyphen + 1;
      line += piece.substr(0, end);
      piece.remove_prefix(end);
      end_line();
    }
    if (!piece.empty() && (!line.empty() || piece.front() != ' ')) line += piece;
  }
  end_line();
  if (lines.empty()) lines.emplace_back();
  return lines;
}

std::string table_text(const Table& table, TableStyle style) {
  return style.as_sam ? in_equal_columns(table, style) : as_wide_as_needed(table, style);
}

TableStyle table_style(const Context& context) {
  return {.as_sam = context.as_sam, .width = context.terminal.width(), .colour = context.terminal.colour_out()};
}

}  // namespace cxsam::cli
