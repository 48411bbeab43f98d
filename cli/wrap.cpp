#include "cli/wrap.h"

#include "base/text.h"

namespace cxsam::cli {
namespace {

void wrap_line(std::string& out, std::string_view line, std::size_t width, std::size_t indent, std::size_t column) {
  bool at_start = true;
  for (const std::string_view word : split(line, ' ')) {
    if (word.empty()) continue;
    const std::size_t size = display_width(word);
    if (!at_start && column + 1 + size > width) {
      out += '\n';
      out.append(indent, ' ');
      column = indent;
      at_start = true;
    }
    if (!at_start) {
      out += ' ';
      ++column;
    }
    out += word;
    column += size;
    at_start = false;
  }
}

}  // namespace

std::string wrap(std::string_view text, std::size_t width, std::size_t indent, std::size_t column) {
  std::string out;
  bool first = true;
  for (const std::string_view line : split(text, '\n')) {
    if (!first) {
      out += '\n';
      if (!line.empty()) out.append(indent, ' ');
      column = indent;
    }
    first = false;
    if (line.starts_with(' ')) {
      out += line;
    } else {
      wrap_line(out, line, width, indent, column);
    }
  }
  return out;
}

}  // namespace cxsam::cli
