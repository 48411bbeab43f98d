#include "document/sam_scalar.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "document/scalar.h"

namespace cxsam {
namespace {

constexpr std::size_t kWidth = 80;
constexpr std::size_t kLongestKey = 123;  // 128 with the tag that is not written

using Points = std::vector<char32_t>;

/// Broken sequences become U+FFFD.
Points decode(std::string_view text) {
  Points points;
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const std::size_t size = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
    if (i + size > text.size() || find_invalid_utf8(text.substr(i, size))) {
      points.push_back(0xFFFD);
      ++i;
      continue;
    }
    char32_t point = size == 1 ? byte : byte & (0xFFU >> (size + 1));
    for (std::size_t k = 1; k < size; ++k) point = (point << 6U) | (static_cast<unsigned char>(text[i + k]) & 0x3FU);
    points.push_back(point);
    i += size;
  }
  return points;
}

bool is_break(char32_t c) { return c == '\n' || c == 0x85 || c == 0x2028 || c == 0x2029; }
bool is_white(char32_t c) { return c == 0 || c == ' ' || c == '\t' || c == '\r' || is_break(c); }
bool is_one_of(char32_t c, std::string_view signs) {
  return c < 0x80 && signs.find(static_cast<char>(c)) != std::string_view::npos;
}

struct Allowed {
  bool plain = true;
  bool single_quoted = true;
};

/// Which styles show the text as it is in a block.
Allowed analyse(const Points& text) {
  if (text.empty()) return {};
  bool indicators = false, breaks = false, special = false, space_break = false, break_space = false;
  const auto starts_with = [&](char32_t c) { return text.size() >= 3 && text[0] == c && text[1] == c && text[2] == c; };
  indicators = starts_with('-') || starts_with('.');
  bool after_white = true, previous_space = false, previous_break = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char32_t c = text[i];
    const bool before_white = i + 1 >= text.size() || is_white(text[i + 1]);
    if (i == 0 && is_one_of(c, "#,[]{}&*!|>'\"%@`")) indicators = true;
    if (i == 0 && is_one_of(c, "?-") && before_white) indicators = true;
    if (c == ':' && before_white) indicators = true;
    if (i > 0 && c == '#' && after_white) indicators = true;
    if (is_break(c)) breaks = true;
    if (c != '\n' && (c < 0x20 || c > 0x7E)) special = true;
    if (c == ' ' && previous_break) break_space = true;
    if (is_break(c) && previous_space) space_break = true;
    previous_space = c == ' ';
    previous_break = is_break(c);
    after_white = is_white(c);
  }
  const bool edges = text.front() == ' ' || is_break(text.front()) || text.back() == ' ' || is_break(text.back());
  const bool odd = space_break || special;
  return {.plain = !edges && !break_space && !odd && !breaks && !indicators, .single_quoted = !break_space && !odd};
}

/// Takes `least` to `most` digits off the front.
bool take_digits(std::string_view& text, std::size_t least, std::size_t most) {
  std::size_t count = 0;
  while (count < most && count < text.size() && text[count] >= '0' && text[count] <= '9') ++count;
  if (count < least) return false;
  text.remove_prefix(count);
  return true;
}

bool take(std::string_view& text, char c) {
  if (!text.starts_with(c)) return false;
  text.remove_prefix(1);
  return true;
}

void take_blanks(std::string_view& text) {
  while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
}

/// "Z", "-5", "+05:30", or nothing.
bool is_zone(std::string_view text) {
  take_blanks(text);
  if (text.empty() || text == "Z") return true;
  if (!take(text, '-') && !take(text, '+')) return false;
  if (!take_digits(text, 1, 2)) return false;
  return text.empty() || (take(text, ':') && take_digits(text, 2, 2) && text.empty());
}

/// A day, alone or with a time: "2001-12-14", "2001-12-14 21:59:43.10 -5". Source: YAML 1.1, "Timestamp".
bool is_date(std::string_view text) {
  std::string_view rest = text;
  if (!take_digits(rest, 4, 4) || !take(rest, '-') || !take_digits(rest, 1, 2) || !take(rest, '-') || !take_digits(rest, 1, 2))
    return false;
  if (rest.empty()) return text.size() == 10;
  if (!take(rest, 'T') && !take(rest, 't')) {
    if (rest.front() != ' ' && rest.front() != '\t') return false;
    take_blanks(rest);
  }
  if (!take_digits(rest, 1, 2) || !take(rest, ':') || !take_digits(rest, 2, 2) || !take(rest, ':') || !take_digits(rest, 2, 2))
    return false;
  if (take(rest, '.')) take_digits(rest, 0, rest.size());
  const bool zone_follows = rest.empty() || rest.find_first_not_of(" \t") != std::string_view::npos;
  return zone_follows && is_zone(rest);
}

/// Numbers of base 60, and what stands for no number or one without end.
bool is_odd_number(std::string_view text) {
  std::string_view rest = text;
  if (!rest.empty() && (rest.front() == '-' || rest.front() == '+')) rest.remove_prefix(1);
  for (const std::string_view name : {".inf", ".Inf", ".INF"})
    if (rest == name) return true;
  for (const std::string_view name : {".nan", ".NaN", ".NAN"})
    if (text == name) return true;
  if (rest.find(':') == std::string_view::npos || rest.front() < '0' || rest.front() > '9') return false;
  const std::vector<std::string_view> parts = split(rest, ':');
  const bool fraction = parts.back().find('.') != std::string_view::npos;
  if (parts.front().find_first_not_of("0123456789_") != std::string_view::npos) return false;
  if (parts.front().front() == '0' && !fraction) return false;
  for (std::size_t i = 1; i < parts.size(); ++i) {
    std::string_view part = parts[i];
    if (i + 1 == parts.size() && fraction) {
      const std::size_t point = part.find('.');
      if (part.find_first_not_of("0123456789_", point + 1) != std::string_view::npos) return false;
      part = part.substr(0, point);
    }
    if (part.empty() || part.size() > 2 || part.find_first_not_of("0123456789") != std::string_view::npos) return false;
    if (part.size() == 2 && part.front() > '5') return false;
  }
  return true;
}

/// Whether it would be read as something else than a string.
bool is_read_otherwise(std::string_view text) {
  return plain_kind(text) != Node::Kind::String || text == "=" || text == "<<" || is_date(text) || is_odd_number(text);
}

void add(Lines& lines, const Points& text, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) lines.text += static_cast<char>(text[i]);  // ASCII; others are escaped
  lines.column += end - begin;
}

/// Words with the blanks between them. A line that is full ends at a single blank.
void write_plain(Lines& lines, const Points& text, std::size_t indent, bool folds) {
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t word = at;
    while (word < text.size() && text[word] != ' ') ++word;
    add(lines, text, at, word);
    std::size_t next = word;
    while (next < text.size() && text[next] == ' ') ++next;
    if (next == word + 1 && lines.column > kWidth && folds)
      lines.break_line(indent);
    else
      add(lines, text, word, next);
    at = next;
  }
}

void write_single_quoted(Lines& lines, const Points& text, std::size_t indent, bool folds) {
  lines.add("'");
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t begin = at;
    if (text[at] == ' ') {
      while (at < text.size() && text[at] == ' ') ++at;
      const bool folded = at == begin + 1 && lines.column > kWidth && folds && begin != 0 && at != text.size();
      if (folded)
        lines.break_line(indent);
      else
        add(lines, text, begin, at);
    } else if (text[at] == '\n') {
      while (at < text.size() && text[at] == '\n') ++at;
      lines.text += '\n';  // one break folds into a blank, so that there is one more
      lines.text.append(at - begin - 1, '\n');
      lines.break_line(indent);
    } else {
      while (at < text.size() && text[at] != ' ' && text[at] != '\n') {
        add(lines, text, at, at + 1);
        if (text[at] == '\'') lines.add("'");
        ++at;
      }
    }
  }
  lines.add("'");
}

std::string escape(char32_t c) {
  constexpr std::array<std::pair<char32_t, char>, 15> kNamed{{{0, '0'},
                                                              {7, 'a'},
                                                              {8, 'b'},
                                                              {9, 't'},
                                                              {10, 'n'},
                                                              {11, 'v'},
                                                              {12, 'f'},
                                                              {13, 'r'},
                                                              {27, 'e'},
                                                              {'"', '"'},
                                                              {'\\', '\\'},
                                                              {0x85, 'N'},
                                                              {0xA0, '_'},
                                                              {0x2028, 'L'},
                                                              {0x2029, 'P'}}};
  for (const auto& [point, name] : kNamed)
    if (point == c) return {'\\', name};
  const auto number = static_cast<std::uint32_t>(c);
  return number <= 0xFF     ? fmt::format("\\x{:02X}", number)
         : number <= 0xFFFF ? fmt::format("\\u{:04X}", number)
                            : fmt::format("\\U{:08X}", number);
}

void write_double_quoted(Lines& lines, const Points& text, std::size_t indent, bool folds) {
  lines.add("\"");
  std::size_t start = 0;
  for (std::size_t end = 0; end <= text.size(); ++end) {
    const bool at_end = end == text.size();
    const bool escaped = !at_end && (text[end] == '"' || text[end] == '\\' || text[end] < 0x20 || text[end] > 0x7E);
    if (at_end || escaped) {
      add(lines, text, start, end);
      start = end;
      if (escaped) {
        lines.add(escape(text[end]));
        start = end + 1;
      }
    }
    const bool within = 0 < end && end + 1 < text.size();
    const bool may_fold = within && (text[end] == ' ' || start >= end);
    const auto pending = static_cast<std::ptrdiff_t>(end) - static_cast<std::ptrdiff_t>(start);  // -1 behind an escape
    const bool is_full = static_cast<std::ptrdiff_t>(lines.column) + pending > static_cast<std::ptrdiff_t>(kWidth);
    if (!may_fold || !folds || !is_full) continue;
    if (start < end) {
      add(lines, text, start, end);
      start = end;
    }
    lines.add("\\");
    lines.break_line(indent);
    if (text[start] == ' ') lines.add("\\");
  }
  lines.add("\"");
}

}  // namespace

void Lines::add(std::string_view piece) {
  text += piece;
  column += count_code_points(piece);
}

void Lines::break_line(std::size_t indent) {
  text += '\n';
  text.append(indent, ' ');
  column = indent;
}

void write_sam_string(Lines& lines, std::string_view text, std::size_t indent, bool is_key) {
  const Points points = decode(text);
  const Allowed allowed = analyse(points);
  const bool multiline = text.find('\n') != std::string_view::npos;
  const bool plain = allowed.plain && !text.starts_with('0') && !text.empty() && !is_read_otherwise(text);
  if (plain) return write_plain(lines, points, indent, !is_key);
  if (allowed.single_quoted && !(is_key && multiline)) return write_single_quoted(lines, points, indent, !is_key);
  write_double_quoted(lines, points, indent, !is_key);
}

bool is_simple_key(std::string_view text) {
  const Points points = decode(text);
  return !points.empty() && points.size() < kLongestKey && std::ranges::none_of(points, is_break);
}

}  // namespace cxsam
