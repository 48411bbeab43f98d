#include "document/yaml_scalars.h"

#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <utility>

namespace cxsam {
namespace {

constexpr std::string_view kFlowSigns = ",[]{}";

bool is_one_of(std::string_view set, char c) { return set.find(c) != std::string_view::npos; }

/// What a single sign behind a backslash stands for, as its code point.
constexpr std::array<std::pair<char, std::uint32_t>, 18> kEscapes{{{'0', 0},
                                                                   {'a', 7},
                                                                   {'b', 8},
                                                                   {'t', 9},
                                                                   {'\t', 9},
                                                                   {'n', 10},
                                                                   {'v', 11},
                                                                   {'f', 12},
                                                                   {'r', 13},
                                                                   {'e', 27},
                                                                   {' ', ' '},
                                                                   {'"', '"'},
                                                                   {'/', '/'},
                                                                   {'\\', '\\'},
                                                                   {'N', 0x85},
                                                                   {'_', 0xA0},
                                                                   {'L', 0x2028},
                                                                   {'P', 0x2029}}};

std::size_t hex_digits(char sign) { return sign == 'x' ? 2 : sign == 'u' ? 4 : sign == 'U' ? 8 : 0; }

void append_utf8(std::string& out, std::uint32_t point) {
  const auto add = [&out](std::uint32_t byte) { out += static_cast<char>(byte); };
  if (point < 0x80) return add(point);
  if (point < 0x800) {
    add(0xC0 | point >> 6U);
  } else {
    if (point < 0x10000) {
      add(0xE0 | point >> 12U);
    } else {
      add(0xF0 | point >> 18U);
      add(0x80 | (point >> 12U & 0x3F));
    }
    add(0x80 | (point >> 6U & 0x3F));
  }
  add(0x80 | (point & 0x3F));
}

/// The code point of `\x41` and its like; halves of a pair of surrogates are none.
std::uint32_t read_hex(YamlText& text, std::size_t digits) {
  std::uint32_t point = 0;
  const std::string_view written = text.text.substr(text.at, digits);
  const auto [end, error] = std::from_chars(written.data(), written.data() + written.size(), point, 16);
  const bool whole = error == std::errc() && end == written.data() + digits;
  if (!whole || point > 0x10FFFF || (point >= 0xD800 && point < 0xE000)) throw Uncommon{};
  text.at += digits;
  return point;
}

/// Passes over line ends and the blanks around them; how many line ends.
std::size_t skip_breaks(YamlText& text) {
  std::size_t breaks = 0;
  for (; text.is_break(text.at) && !text.at_end(); ++breaks) {
    text.next_line();
    if (text.at_marker()) throw Uncommon{};
    while (text.sign() == ' ' || text.sign() == '\t') ++text.at;
  }
  return breaks;
}

/// One line end is a space, several are one less.
void append_fold(std::string& value, std::size_t breaks) {
  if (breaks == 1)
    value += ' ';
  else
    value.append(breaks - 1, '\n');
}

/// What stands behind a backslash. A line end there is none, with the blanks that begin the next line.
void read_escape(YamlText& text, std::string& value) {
  if (text.at_end()) throw Uncommon{};
  const char sign = text.sign();
  if (text.is_break(text.at)) {
    value.append(skip_breaks(text) - 1, '\n');
    return;
  }
  ++text.at;
  if (const std::size_t digits = hex_digits(sign)) return append_utf8(value, read_hex(text, digits));
  const auto* const escape = std::ranges::find(kEscapes, sign, &std::pair<char, std::uint32_t>::first);
  if (escape == kEscapes.end()) throw Uncommon{};
  append_utf8(value, escape->second);
}

/// Whether a plain text may begin at `text.at`. What could be an indicator is none before another sign.
bool may_begin_plain(const YamlText& text, Around around) {
  const char first = text.sign();
  if (text.is_blank(text.at) || is_one_of(",[]{}#&*!|>'\"%@`\t", first) || text.at_marker()) return false;
  if (first != '-' && first != '?' && first != ':') return true;
  return !text.is_blank(text.at + 1) && text.sign(text.at + 1) != '\t' && (around == Around::Block || first == '-');
}

/// Where the plain text that goes through `at` ends in its line.
std::size_t end_of_plain_line(const YamlText& text, Around around) {
  std::size_t end = text.at;
  for (;; ++end) {
    const char c = text.sign(end);
    if (c == '\n' || c == '\r') break;
    if (c == ':') {
      const char next = text.sign(end + 1);
      if (text.is_blank(end + 1) || (around == Around::Flow && is_one_of(kFlowSigns, next))) break;
    }
    if (c == '\t' || (c == ':' && text.sign(end + 1) == '\t')) throw Uncommon{};
    if (c == '#' && end > text.line && text.text[end - 1] == ' ') break;
    if (around == Around::Block) continue;
    if (is_one_of(kFlowSigns, c)) break;
  }
  return end;
}

std::string_view without_spaces(std::string_view text) { return text.substr(0, text.find_last_not_of(' ') + 1); }

/// The header of a block of lines.
struct BlockHeader {
  char chomping = ' ';  // '-' drops the last line end, '+' keeps all
  std::optional<std::size_t> indentation;
};

BlockHeader read_block_header(YamlText& text) {
  BlockHeader header;
  for (int i = 0; i < 2; ++i) {
    const char sign = text.sign();
    if ((sign == '-' || sign == '+') && header.chomping == ' ')
      header.chomping = sign;
    else if (sign >= '1' && sign <= '9' && !header.indentation)
      header.indentation = static_cast<std::size_t>(sign - '0');
    else
      break;
    ++text.at;
  }
  if (text.sign() == '#' || !text.at_line_end()) throw Uncommon{};
  text.next_line();
  return header;
}

/// Passes over lines of spaces only and the indentation of the next one, at most `most` of it; how many lines.
std::size_t skip_empty_lines(YamlText& text, std::size_t most) {
  for (std::size_t lines = 0;; ++lines) {
    while (text.sign() == ' ' && text.at - text.line < most) ++text.at;
    if (!text.is_break(text.at) || text.at_end()) return lines;
    text.next_line();
  }
}

/// The deepest of the empty lines and the first one with content decides.
std::size_t find_indentation(YamlText text) {
  std::size_t deepest = 0;
  while (true) {
    text.skip_spaces();
    deepest = std::max(deepest, text.at - text.line);
    if (!text.is_break(text.at) || text.at_end()) return deepest;
    text.next_line();
  }
}

}  // namespace

void read_quoted(YamlText& text, std::string& value) {
  const char quote = text.sign();
  const std::string_view stops = quote == '"' ? "\"\\\r\n" : "'\r\n";
  value.clear();
  std::size_t kept = 0;  // blanks before it are no blanks at the end of a line
  for (++text.at;;) {
    const std::size_t stop = std::min(text.text.find_first_of(stops, text.at), text.text.size());
    value.append(text.text.substr(text.at, stop - text.at));
    text.at = stop;
    if (text.at_end()) throw Uncommon{};
    if (text.is_break(stop)) {
      while (value.size() > kept && is_one_of(" \t", value.back())) value.pop_back();
      append_fold(value, skip_breaks(text));
      kept = value.size();
      continue;
    }
    ++text.at;
    if (text.text[stop] == '\\') {
      read_escape(text, value);
      kept = value.size();
      continue;
    }
    if (quote == '"' || text.sign() != '\'') return;
    value += '\'';
    ++text.at;
  }
}

void read_plain(YamlText& text, Around around, std::string& value) {
  if (!may_begin_plain(text, around)) throw Uncommon{};
  const std::size_t end = end_of_plain_line(text, around);
  value = without_spaces(text.text.substr(text.at, end - text.at));
  text.at = end;
}

void read_plain_lines(YamlText& text, Around around, int parent, std::string& value) {
  while (text.is_break(text.at) && !text.at_end()) {
    const YamlText before = text;
    std::size_t breaks = 0;
    for (; text.is_break(text.at) && !text.at_end(); ++breaks) {
      text.next_line();
      text.skip_spaces();
    }
    const bool outside = around == Around::Block && text.column() <= parent;
    const std::size_t end = end_of_plain_line(text, around);
    if (text.at_end() || text.sign() == '#' || outside || text.at_marker() || end == text.at) {
      text = before;
      return;
    }
    append_fold(value, breaks);
    value += without_spaces(text.text.substr(text.at, end - text.at));
    text.at = end;
  }
}

void read_block(YamlText& text, int parent, std::string& value) {
  const bool folded = text.text[text.at++] == '>';
  const BlockHeader header = read_block_header(text);
  const auto least = static_cast<std::size_t>(std::max(parent + 1, 1));
  const std::size_t indentation =
      header.indentation ? least + *header.indentation - 1 : std::max(least, find_indentation(text));
  const auto at_content = [&] { return text.at - text.line == indentation && !text.at_end(); };
  value.clear();
  bool has_break = false;  // behind the last line with content
  std::size_t empty = skip_empty_lines(text, indentation);
  while (at_content()) {
    value.append(empty, '\n');
    const bool plain = !is_one_of(" \t", text.sign());
    const std::size_t begin = text.at;
    text.skip_to_break();
    value.append(text.text.substr(begin, text.at - begin));
    has_break = !text.at_end();
    text.next_line();
    empty = skip_empty_lines(text, indentation);
    if (!at_content()) break;
    if (!folded || !plain || is_one_of(" \t", text.sign()))
      value += '\n';
    else if (empty == 0)
      value += ' ';
  }
  if (header.chomping != '-' && has_break) value += '\n';
  if (header.chomping == '+') value.append(empty, '\n');
}

}  // namespace cxsam
