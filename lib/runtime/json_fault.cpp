#include "runtime/json_fault.h"

#include <array>
#include <cstddef>

namespace cxsam::runtime {
namespace {

constexpr std::string_view kSpace = " \t\r\n";
constexpr int kMaxDepth = 256;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

/// Bytes are shown as the characters of their numbers.
std::string quoted(char c) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(c);
  if (c == '\'') return R"('\'')";
  if (c == '\n') return R"('\n')";
  if (c == '\t') return R"('\t')";
  if (c == '\r') return R"('\r')";
  if (byte < 0x20U || byte == 0x7FU) return std::string("'\\x") + kDigits[byte >> 4U] + kDigits[byte & 15U] + "'";
  if (byte < 0x80U) return std::string("'") + c + "'";
  const std::array<char, 2> utf8{static_cast<char>(0xC0U | (byte >> 6U)), static_cast<char>(0x80U | (byte & 0x3FU))};
  return "'" + std::string(utf8.data(), utf8.size()) + "'";
}

/// Reads a text until its first fault. The end of the text counts as a blank within numbers, literals and escapes.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  std::optional<std::string> read() {
    if (value(0) && !skip_space()) unexpected("after top-level value");
    return fault_;
  }

 private:
  [[nodiscard]] char here() const { return at_ < text_.size() ? text_[at_] : ' '; }

  bool unexpected(const std::string& where) {
    fault_ = "invalid character " + quoted(here()) + " " + where;
    return false;
  }

  bool ended() {
    fault_ = "unexpected end of JSON input";
    return false;
  }

  /// True at the end of the text.
  bool skip_space() {
    while (at_ < text_.size() && kSpace.find(text_[at_]) != std::string_view::npos) ++at_;
    return at_ >= text_.size();
  }

  bool value(int depth) {
    if (skip_space()) return ended();
    if (depth > kMaxDepth) {
      fault_ = "exceeded max depth";
      return false;
    }
    const char c = here();
    if (c == '{') return object(depth);
    if (c == '[') return list(depth);
    if (c == '"') return string();
    if (c == '-' || is_digit(c)) return number();
    for (const std::string_view literal : {"true", "false", "null"}) {
      if (c == literal.front()) return word(literal);
    }
    return unexpected("looking for beginning of value");
  }

  bool object(int depth) {
    ++at_;
    if (skip_space()) return ended();
    if (here() == '}') return ++at_, true;
    while (true) {
      if (skip_space()) return ended();
      if (here() != '"') return unexpected("looking for beginning of object key string");
      if (!string()) return false;
      if (skip_space()) return ended();
      if (here() != ':') return unexpected("after object key");
      ++at_;
      if (!value(depth + 1)) return false;
      if (skip_space()) return ended();
      if (here() == '}') return ++at_, true;
      if (here() != ',') return unexpected("after object key:value pair");
      ++at_;
    }
  }

  bool list(int depth) {
    ++at_;
    if (skip_space()) return ended();
    if (here() == ']') return ++at_, true;
    while (true) {
      if (!value(depth + 1)) return false;
      if (skip_space()) return ended();
      if (here() == ']') return ++at_, true;
      if (here() != ',') return unexpected("after array element");
      ++at_;
    }
  }

  bool string() {
    ++at_;
    while (at_ < text_.size() && here() != '"') {
      if (static_cast<unsigned char>(here()) < 0x20U) return unexpected("in string literal");
      if (here() == '\\' && !escape()) return false;
      ++at_;
    }
    if (at_ >= text_.size()) return ended();
    ++at_;
    return true;
  }

  /// Ends at the last character of the escape.
  bool escape() {
    ++at_;
    if (std::string_view("bfnrt\\/\"u").find(here()) == std::string_view::npos) return unexpected("in string escape code");
    if (here() != 'u') return true;
    for (int i = 0; i < 4; ++i) {
      ++at_;
      if (!is_hex(here())) return unexpected("in \\u hexadecimal character escape");
    }
    return true;
  }

  bool digits(const std::string& where) {
    if (!is_digit(here())) return unexpected(where);
    while (is_digit(here())) ++at_;
    return true;
  }

  bool number() {
    if (here() == '-') ++at_;
    if (here() == '0') {
      ++at_;
    } else if (!digits("in numeric literal")) {
      return false;
    }
    if (here() == '.' && (++at_, !digits("after decimal point in numeric literal"))) return false;
    if (here() != 'e' && here() != 'E') return true;
    ++at_;
    if (here() == '+' || here() == '-') ++at_;
    return digits("in exponent of numeric literal");
  }

  bool word(std::string_view literal) {
    for (const char wanted : literal) {
      if (here() != wanted) return unexpected("in literal " + std::string(literal) + " (expecting " + quoted(wanted) + ")");
      ++at_;
    }
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::optional<std::string> fault_;
};

}  // namespace

std::optional<std::string> json_fault(std::string_view text) { return Reader(text).read(); }

}  // namespace cxsam::runtime
