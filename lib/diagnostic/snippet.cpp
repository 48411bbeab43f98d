#include "diagnostic/snippet.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"

namespace cxsam {
namespace {

constexpr std::size_t kTabStop = 4;
constexpr std::string_view kEllipsis = "...";
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
// How much of a line is looked at on each side of the caret: enough for kMaxSnippetColumns of four-byte signs.
constexpr std::size_t kLookAround = 4 * kMaxSnippetColumns;

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }
bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

// One sign as shown: its text, where it begins, and how many columns it takes.
struct Cell {
  std::string text;
  std::size_t offset = 0;
  std::size_t column = 0;
  std::size_t width = 0;
};

std::vector<Cell> cells_of(std::string_view line, std::size_t first_offset) {
  std::vector<Cell> cells;
  std::size_t column = 0;
  for (std::size_t i = 0; i < line.size();) {
    std::size_t end = i + 1;
    while (end < line.size() && end < i + 4 && is_continuation(line[end])) ++end;
    std::string text(line.substr(i, end - i));
    if (text == "\t")
      text = std::string(kTabStop - column % kTabStop, ' ');
    else if (is_control(text[0]) || find_invalid_utf8(text))
      text = kReplacement;
    const std::size_t width = display_width(text);
    cells.push_back({std::move(text), first_offset + i, column, width});
    column += width;
    i = end;
  }
  return cells;
}

}  // namespace

Snippet make_snippet(const Sources& sources, Span span) {
  Snippet snippet;
  const std::string& text = sources.text(span.file);
  snippet.line = sources.begin_of(span).line;
  const std::string_view line = sources.line(span.file, snippet.line);
  const auto line_begin = static_cast<std::size_t>(line.data() - text.data());
  const std::size_t line_end = line_begin + line.size();
  const std::size_t caret_begin = std::min<std::size_t>(span.begin, line_end);
  const std::size_t caret_end = std::min<std::size_t>(span.end, line_end);

  std::size_t from = caret_begin - std::min(caret_begin - line_begin, kLookAround);
  while (from > line_begin && is_continuation(text[from])) --from;
  const std::size_t to = std::min(line_end, caret_begin + kLookAround);
  const std::vector<Cell> cells = cells_of(std::string_view(text).substr(from, to - from), from);

  const std::size_t whole = cells.empty() ? 0 : cells.back().column + cells.back().width;
  const auto column_at = [&](std::size_t offset) {
    const auto cell = std::ranges::lower_bound(cells, offset, {}, &Cell::offset);
    return cell == cells.end() ? whole : cell->column;
  };
  const std::size_t first = column_at(caret_begin);
  const std::size_t last = std::max(column_at(caret_end), first + 1);

  std::size_t window_begin = 0;
  std::size_t window_end = whole;
  const bool cut = whole > kMaxSnippetColumns || from > line_begin || to < line_end;
  if (cut) {
    const std::size_t before = std::max(
        kMaxSnippetColumns / 5, kMaxSnippetColumns - std::min(kMaxSnippetColumns, last - first + kMaxSnippetColumns / 2));
    if (first + kMaxSnippetColumns / 2 > kMaxSnippetColumns || from > line_begin)
      window_begin = first - std::min(first, before);
    window_end = std::min(whole, window_begin + kMaxSnippetColumns);
  }
  const auto shown_from = std::ranges::find_if(cells, [&](const Cell& c) { return c.column >= window_begin; });
  const std::size_t origin = shown_from == cells.end() ? 0 : shown_from->column;
  if (shown_from != cells.end() && shown_from->offset > line_begin) snippet.text = kEllipsis;
  const std::size_t shift = snippet.text.size();
  std::size_t shown_to = origin;
  auto cell = shown_from;
  for (; cell != cells.end() && cell->column + cell->width <= window_end; ++cell) {
    snippet.text += cell->text;
    shown_to = cell->column + cell->width;
  }
  if (cell != cells.end() || to < line_end) snippet.text += kEllipsis;
  snippet.caret_column = first - origin + shift;
  snippet.caret_width = std::max<std::size_t>(1, std::min(last, std::max(shown_to, first + 1)) - first);
  return snippet;
}

std::string printable(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n')
      out += "\\n";
    else if (c == '\t')
      out += ' ';
    else if (is_control(c))
      out += fmt::format("\\x{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    else
      out += c;
  }
  return out;
}

}  // namespace cxsam
