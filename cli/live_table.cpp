#include "cli/live_table.h"

#include <algorithm>

#include "base/text.h"
#include "cli/table.h"

namespace cxsam::cli {
namespace {

constexpr std::size_t kNarrowest = 100;
constexpr std::string_view kBold = "\x1b[1m";

std::string padded(const std::string& text, std::size_t width) {
  const std::size_t size = display_width(text);
  return size >= width ? text : text + std::string(width - size, ' ');
}

}  // namespace

std::string painted(const system::Terminal& terminal, std::string_view colour, std::string_view text) {
  if (!terminal.colour_out() || colour.empty()) return std::string(text);
  return std::string(colour) + std::string(text) + "\x1b[0m";
}

LiveTable::LiveTable(system::Terminal& terminal, std::string_view title, std::vector<std::string> columns, bool as_sam)
    : terminal_(terminal), count_(columns.size()), wrapped_(as_sam || terminal.out_is_terminal()) {
  const std::size_t width = std::max(terminal.width(), kNarrowest);
  usable_ = width - width % count_ - 3;
  column_ = usable_ / count_;
  terminal_.out(painted(terminal_, kBold, title) + "\n");
  rule("\n");
  line(columns, kYellow);
  rule("\n");
}

void LiveTable::rule(std::string_view after) {
  terminal_.out(painted(terminal_, kYellow, std::string(usable_, '-')) + std::string(after));
}

void LiveTable::line(const std::vector<std::string>& cells, std::string_view colour) {
  std::string text;
  for (std::size_t i = 0; i < count_; ++i) {
    const bool last = i + 1 == count_;
    text += padded(cells[i], column_ - 1);
    if (!last) text += "  ";  // also behind a text that is wider
  }
  if (!wrapped_) text.erase(text.find_last_not_of(' ') + 1);
  terminal_.out(painted(terminal_, colour, text) + "\n");
}

void LiveTable::row(const std::vector<std::string>& cells, std::string_view colour) {
  if (!wrapped_) return line(cells, colour);
  std::vector<std::vector<std::string>> wrapped;
  std::size_t most = 1;
  for (const std::string& cell : cells) {
    wrapped.push_back(wrap_cell(cell, column_ - 2));
    most = std::max(most, wrapped.back().size());
  }
  for (std::size_t i = 0; i < most; ++i) {
    std::vector<std::string> parts;
    for (const std::vector<std::string>& lines : wrapped) parts.push_back(i < lines.size() ? lines[i] : "");
    line(parts, colour);
  }
}

void LiveTable::gap() { terminal_.out("\n"); }

void LiveTable::end() { rule("\n\n"); }

}  // namespace cxsam::cli
