#include "diagnostic/snippet.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"

namespace cxsam {
namespace {

constexpr std::size_t kTabStop = 4;
constexpr std::string_view kEllipsis = "...";
constexpr std::string_view kReplacement = "\uFFFD";
constexpr std::string_view kByteOrderMark = "\uFEFF";
// How much of a line is looked at on each side of the caret: enough for kMaxSnippetColumns of four-byte signs.
constexpr std::size_t kLookAround = 4 * kMaxSnippetColumns;

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }
bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

// Whether a sign would steer the terminal instead of being shown: U+0080 to U+009F, and what turns the writing direction.
bool steers(std::string_view sign) {
  if (sign.size() < 2) return false;
  if (sign.size() == 2 && sign[0] == '\xC2') return static_cast<unsigned char>(sign[1]) < 0xA0;
  constexpr std::array<std::string_view, 9> kDirections{"\u202A", "\u202B", "\u202C", "\u202D", "\u202E",
                                                        "\u2066", "\u2067", "\u2068", "\u2069"};
  return std::ranges::find(kDirections, sign) != kDirections.end();
}

// One sign as shown: its text, where it begins, and which columns it takes.
struct Cell {
  std::string text;
  std::size_t offset = 0;
  std::size_t column = 0;
  std::size_t width = 0;

  [[nodiscard]] std::size_t end() const { return column + width; }
};

std::string shown(std::string_view sign, std::size_t column) {
  if (sign == "\t") return std::string(kTabStop - column % kTabStop, ' ');
  if (sign == kByteOrderMark) return {};
  const bool replaced = is_control(sign[0]) || steers(sign) || find_invalid_utf8(sign);
  return std::string(replaced ? kReplacement : sign);
}

std::vector<Cell> cells_of(std::string_view text, std::size_t begin, std::size_t end) {
  std::vector<Cell> cells;
  std::size_t column = 0;
  for (std::size_t i = begin; i < end;) {
    std::size_t next = i + 1;
    while (next < end && next < i + 4 && is_continuation(text[next])) ++next;
    std::string sign = shown(text.substr(i, next - i), column);
    const std::size_t width = display_width(sign);
    cells.push_back({std::move(sign), i, column, width});
    column += width;
    i = next;
  }
  return cells;
}

std::size_t column_at(const std::vector<Cell>& cells, std::size_t offset) {
  const auto cell = std::ranges::lower_bound(cells, offset, {}, &Cell::offset);
  if (cell != cells.end()) return cell->column;
  return cells.empty() ? 0 : cells.back().end();
}

}  // namespace

Snippet make_snippet(const Sources& sources, Span span, std::size_t most) {
  const std::string_view text = sources.text(span.file);
  Snippet snippet{.line = sources.begin_of(span).line, .text = {}};
  const std::string_view line = sources.line(span.file, snippet.line);
  const auto line_begin = static_cast<std::size_t>(line.data() - text.data());
  const std::size_t line_end = line_begin + line.size();

  // The part of the line that may be shown, then the columns of it that are.
  const std::size_t caret = std::min<std::size_t>(span.begin, line_end);
  std::size_t from = std::max(line_begin, caret - std::min(caret, kLookAround));
  while (from > line_begin && is_continuation(text[from])) --from;
  const std::size_t to = std::min(line_end, caret + kLookAround);
  const std::vector<Cell> cells = cells_of(text, from, to);
  const std::size_t first = column_at(cells, caret);
  const std::size_t last = std::max(first + 1, column_at(cells, std::min<std::size_t>(span.end, line_end)));

  const std::size_t columns = column_at(cells, to);
  const bool whole = from == line_begin && to == line_end && columns <= most;
  const bool from_start = whole || (from == line_begin && first < most * 3 / 4);
  std::size_t window = from_start ? 0 : first - std::min(first, most / 4);
  // Near the end of the line there is room for more of what stands before.
  if (to == line_end) window = std::min(window, columns - std::min(columns, most));
  const auto begin = std::ranges::lower_bound(cells, window, {}, &Cell::column);
  const auto end = std::ranges::lower_bound(begin, cells.end(), window + most + 1, {}, &Cell::end);
  const std::size_t origin = begin == cells.end() ? 0 : begin->column;
  const std::size_t edge = end == begin ? origin : std::prev(end)->end();

  if (!from_start) snippet.text += kEllipsis;
  snippet.caret_column = snippet.text.size() + first - origin;
  snippet.caret_width = std::max(first + 1, std::min(last, edge)) - first;
  for (auto cell = begin; cell != end; ++cell) snippet.text += cell->text;
  if (end != cells.end() || to < line_end) snippet.text += kEllipsis;
  return snippet;
}

std::string printable(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const std::size_t sign_length = c == '\xC2' ? 2 : c == '\xE2' ? 3 : 1;
    if (c == '\n')
      out += "\\n";
    else if (c == '\t')
      out += ' ';
    else if (is_control(c))
      out += fmt::format("\\x{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    else if (steers(text.substr(i, sign_length)))
      out += kReplacement, i += sign_length - 1;
    else
      out += c;
  }
  return out;
}

}  // namespace cxsam
