#include "lambda/payload_check.h"

#include <array>
#include <cstdint>
#include <cstdio>

namespace cxsam::lambda {
namespace {

constexpr std::size_t kDepth = 1000;
constexpr std::size_t kLongestWord = 256;
constexpr std::string_view kSource = "[Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled)";
constexpr std::string_view kValues = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool is_control(unsigned char c) { return c < 0x20 || (c >= 0x7F && c < 0xA0); }

/// A byte that may begin a word: letters of ISO 8859-1, underscore, signs of money. (The parser looks at single bytes there.)
bool begins_word(unsigned char c) {
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$') return true;
  return c >= 0xC0 ? c != 0xD7 && c != 0xF7 : (c >= 0xA2 && c <= 0xA5) || c == 0xAA || c == 0xB5 || c == 0xBA;
}

/// A character that may go on a word.
bool continues_word(char32_t c) {
  return (c < 0x100 && begins_word(static_cast<unsigned char>(c))) || (c >= '0' && c <= '9') || c >= 0x100;
}

/// The character of ISO 8859-1 as UTF-8.
std::string latin1(unsigned char c) {
  if (c < 0x80) return std::string(1, static_cast<char>(c));
  return {static_cast<char>(0xC0U | (c >> 6U)), static_cast<char>(0x80U | (c & 0x3FU))};
}

/// "'x' (code 120)"
std::string describe(unsigned char c) {
  const std::string code = "code " + std::to_string(c);
  return is_control(c) ? "(CTRL-CHAR, " + code + ")" : "'" + latin1(c) + "' (" + code + ")";
}

std::string hex(unsigned char c) {
  std::array<char, 8> text{};
  std::snprintf(text.data(), text.size(), "0x%x", c);
  return text.data();
}

/// What a value stands in: the payload itself, or the list or object that begins at `begin`.
struct Around {
  enum class Kind : std::uint8_t { Root, Array, Object } kind = Kind::Root;
  std::size_t begin = 0;
  std::size_t depth = 0;
};

/// Reads on to the first fault; every function gives false when there is one.
class Checker {
 public:
  explicit Checker(std::string_view text) : text_(text) {}

  std::optional<std::string> run() {
    if (!skip_blanks()) return fault_;
    if (at_end()) {
      ended(": no content to map due to the end of the payload");
    } else if (value({})) {
      check_end();
    }
    return fault_;
  }

 private:
  using Kind = Around::Kind;

  [[nodiscard]] bool at_end() const { return at_ == text_.size(); }
  [[nodiscard]] char peek() const { return at_end() ? '\0' : text_[at_]; }
  [[nodiscard]] unsigned char byte(std::size_t at) const { return static_cast<unsigned char>(text_[at]); }

  /// `at`: the byte that the column names, the first of a line is 1.
  [[nodiscard]] std::string place(std::size_t at) const {
    std::size_t line = 1;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < at && i < text_.size(); ++i) {
      const bool within = text_[i] == '\r' && i + 1 < text_.size() && text_[i + 1] == '\n';
      if ((text_[i] != '\n' && text_[i] != '\r') || within) continue;
      ++line;
      begin = i + 1;
    }
    return std::string(kSource) + "; line: " + std::to_string(line) + ", column: " + std::to_string(at - begin + 1) + "]";
  }
  bool fail(const std::string& message, std::size_t at) {
    fault_ = message + "\n at " + place(at);
    return false;
  }
  bool unexpected(std::string_view wanted) {
    return fail("Unexpected character (" + describe(byte(at_)) + "): " + std::string(wanted), at_);
  }
  bool ended(const std::string& where) { return fail("Unexpected end-of-input" + where, text_.size()); }

  bool skip_blanks() {
    while (!at_end() && (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r')) ++at_;
    if (at_end()) return true;
    if (peek() == '/') {
      return unexpected(
          "maybe a (non-standard) comment? (not recognized as one since Feature 'ALLOW_COMMENTS' not enabled for parser)");
    }
    if (byte(at_) >= ' ') return true;
    return fail(
        "Illegal character (" + describe(byte(at_)) + "): only regular white space (\\r, \\n, \\t) is allowed between tokens",
        at_ + 1);
  }

  /// Behind the payload's value.
  void check_end() {
    const bool number = last_ == kInteger || last_ == kDecimal;
    const std::size_t behind = at_;
    if (!skip_blanks() || at_end()) return;
    if (number && at_ == behind) {
      unexpected("Expected space separating root-level values");
      return;
    }
    const std::size_t begin = at_;
    if (!value({})) return;
    at_ = begin;
    unexpected("expected the end of the payload");
  }

  bool value(const Around& around) {
    const char c = peek();
    if (c == '{' || c == '[') {
      if (around.depth == kDepth) return too_deep();
      return c == '{' ? object({Kind::Object, at_, around.depth + 1}) : array({Kind::Array, at_, around.depth + 1});
    }
    if (c == '"') return string("VALUE_STRING") && is("VALUE_STRING");
    if (c == '-' || is_digit(c)) return number();
    if (c == '+') return plus();
    for (const std::string_view word : {"null", "true", "false"})
      if (c == word.front()) return literal(word);
    for (const std::string_view word : {"NaN", "Infinity"})
      if (text_.substr(at_).starts_with(word)) return non_standard(word);
    if (begins_word(byte(at_))) return unknown_word(at_, at_ + 1);
    if ((c == '}' || c == ']') && around.kind == Kind::Root) return wrong_close(around);
    if (c == ',' || c == '}' || (c == ']' && around.kind == Kind::Array)) return unexpected("expected a value");
    return unexpected("expected a valid value " + std::string(kValues));
  }

  bool too_deep() {
    fault_ =
        "Document nesting depth (1001) exceeds the maximum allowed (1000, from `StreamReadConstraints.getMaxNestingDepth()`)";
    return false;
  }

  /// The token that was read last.
  bool is(std::string_view token) {
    last_ = token;
    return true;
  }

  bool wrong_close(const Around& around) {
    const char c = peek();
    std::string where = std::string(kSource) + "; line: 1]";
    if (around.kind != Kind::Root) where = place(around.begin);
    constexpr std::string_view kNames[] = {"root", "Array", "Object"};
    return fail("Unexpected close marker '" + std::string(1, c) + "': expected '" + (c == '}' ? "]" : "}") + "' (for " +
                    std::string(kNames[static_cast<std::size_t>(around.kind)]) + " starting at " + where + ")",
                at_);
  }

  bool literal(std::string_view word) {
    const std::size_t begin = at_;
    std::size_t same = 0;
    while (same < word.size() && begin + same < text_.size() && text_[begin + same] == word[same]) ++same;
    const std::size_t end = begin + same;
    const bool goes_on = end < text_.size() && begins_word(byte(end));
    if (same < word.size() || goes_on || (end < text_.size() && is_digit(text_[end]))) return unknown_word(begin, end);
    at_ = end;
    return is(word == "null" ? "VALUE_NULL" : word == "true" ? "VALUE_TRUE" : "VALUE_FALSE");
  }

  bool non_standard(std::string_view word) {
    return fail("Non-standard token '" + std::string(word) + "': enable `JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS` to allow",
                at_ + word.size());
  }

  /// A word that is none of JSON's: told whole, unless it is no UTF-8. `end`: what of it was looked at.
  bool unknown_word(std::size_t begin, std::size_t end) {
    std::size_t next = end;
    while (next < text_.size() && end - begin < kLongestWord) {
      const std::size_t length = character(next, "VALUE_STRING");
      if (length == 0) return false;
      char32_t c = byte(next);
      if (length > 1) c = 0x100;  // beyond ASCII nearly all are letters
      next += length;
      if (!continues_word(c)) break;
      end = next;
    }
    const std::string more = end - begin < kLongestWord ? "" : "...";
    return fail("Unrecognized token '" + latin1(byte(begin)) + std::string(text_.substr(begin + 1, end - begin - 1)) + more +
                    "': was expecting " + std::string(kValues),
                next);
  }

  /// How many bytes the character has that begins there; 0 when it is no UTF-8, which is the fault then.
  std::size_t character(std::size_t at, const std::string& what) {
    const unsigned char first = byte(at);
    if (first < 0x80) return 1;
    const std::size_t length = first >= 0xF0 && first < 0xF8   ? 4
                               : first >= 0xE0 && first < 0xF0 ? 3
                               : first >= 0xC0 && first < 0xE0 ? 2
                                                               : 0;
    if (length == 0) return invalid("start", first, at + 1);
    for (std::size_t i = 1; i < length; ++i) {
      if (at + i >= text_.size()) return ended(" in " + what), 0;
      if ((byte(at + i) & 0xC0U) != 0x80U) return invalid("middle", byte(at + i), at + i + 1);
    }
    return length;
  }
  std::size_t invalid(const char* which, unsigned char c, std::size_t at) {
    fail("Invalid UTF-8 " + std::string(which) + " byte " + hex(c), at);
    return 0;
  }

  bool string(const std::string& what) {
    ++at_;
    while (!at_end()) {
      const unsigned char c = byte(at_);
      if (c == '"') return ++at_, true;
      if (c < 0x20) {
        return fail("Illegal unquoted character (" + describe(c) + "): has to be escaped using backslash to be included in " +
                        (what == "field name" ? "name" : "string value"),
                    at_);
      }
      if (c == '\\') {
        if (!escape()) return false;
        continue;
      }
      const std::size_t length = character(at_, what);
      if (length == 0) return false;
      at_ += length;
    }
    return ended(" in " + what);
  }

  bool escape() {
    const std::string where = " in character escape sequence";
    ++at_;
    if (at_end()) return ended(where);
    const char c = peek();
    if (std::string_view("\"\\/bfnrt").find(c) != std::string_view::npos) return ++at_, true;
    if (c != 'u') return fail("Unrecognized character escape " + describe(byte(at_)), at_);
    ++at_;
    for (int digit = 0; digit < 4; ++digit, ++at_) {
      if (at_end()) return ended(where);
      if (!is_hex(peek())) return unexpected("expected a hex-digit for character escape sequence");
    }
    return true;
  }

  bool wrong_digit(std::size_t at, std::string_view wanted) {
    return fail("Unexpected character (" + describe(byte(at)) + ") in numeric value: " + std::string(wanted), at);
  }

  bool digits(std::string_view wanted) {
    if (at_end()) return ended(" in " + std::string(last_));
    if (!is_digit(peek())) return wrong_digit(at_, wanted);
    while (is_digit(peek())) ++at_;
    return true;
  }

  bool number() {
    constexpr std::string_view kFraction = "Decimal point not followed by a digit";
    std::string_view token = kInteger;
    if (text_.substr(at_).starts_with("-Infinity")) return non_standard("-Infinity");
    if (peek() == '-') ++at_;
    const bool zero = peek() == '0';
    const std::size_t first = at_;
    if (!digits("expected digit (0-9) to follow minus sign, for valid numeric value")) return false;
    if (zero && at_ - first > 1) return fail("Invalid numeric value: Leading zeroes not allowed", first + 1);
    if (peek() == '.') {
      token = kDecimal;
      if (++at_ == text_.size()) return wrong_digit(at_ - 1, kFraction);
      if (!digits(kFraction)) return false;
    }
    if (peek() == 'e' || peek() == 'E') {
      token = kDecimal;
      ++at_;
      if (peek() == '+' || peek() == '-') ++at_;
      if (!digits("Exponent indicator not followed by a digit")) return false;
    }
    return is(token);
  }

  bool plus() {
    if (at_ + 1 == text_.size()) return ended(" in a Number value");
    return fail(
        "Unexpected character ('+' (code 43)) in numeric value: JSON spec does not allow numbers to have plus signs: "
        "enable `JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS` to allow",
        at_ + 1);
  }

  bool not_closed(const char* kind, std::size_t begin) {
    return ended(": expected close marker for " + std::string(kind) + " (start marker at " + place(begin) + ")");
  }

  bool array(const Around& around) {
    is("START_ARRAY");
    ++at_;
    if (!skip_blanks()) return false;
    if (at_end()) return not_closed("Array", around.begin);
    if (peek() == ']') return ++at_, is("END_ARRAY");
    if (peek() == '}') return wrong_close(around);
    while (true) {
      if (!value(around) || !skip_blanks()) return false;
      if (at_end()) return not_closed("Array", around.begin);
      if (peek() == ']') return ++at_, is("END_ARRAY");
      if (peek() == '}') return wrong_close(around);
      if (peek() != ',') return unexpected("was expecting comma to separate Array entries");
      ++at_;
      if (!skip_blanks()) return false;
      if (at_end()) return ended(" within/between Array entries");
    }
  }

  bool object(const Around& around) {
    const std::string between = " within/between Object entries";
    is("START_OBJECT");
    ++at_;
    if (!skip_blanks()) return false;
    if (at_end()) return not_closed("Object", around.begin);
    if (peek() == '}') return ++at_, is("END_OBJECT");
    if (peek() == ']') return wrong_close(around);
    while (true) {
      if (peek() != '"')
        return character(at_, "field name") != 0 && unexpected("was expecting double-quote to start field name");
      if (!string("field name") || !skip_blanks()) return false;
      is("FIELD_NAME");
      if (at_end()) return ended(between);
      if (peek() != ':') return unexpected("was expecting a colon to separate field name and value");
      ++at_;
      if (!skip_blanks()) return false;
      if (at_end()) return ended(between);
      if (!value(around) || !skip_blanks()) return false;
      if (at_end()) return not_closed("Object", around.begin);
      if (peek() == '}') return ++at_, is("END_OBJECT");
      if (peek() == ']') return wrong_close(around);
      if (peek() != ',') return unexpected("was expecting comma to separate Object entries");
      ++at_;
      if (!skip_blanks()) return false;
      if (at_end()) return ended(between);
    }
  }

  static constexpr std::string_view kInteger = "VALUE_NUMBER_INT";
  static constexpr std::string_view kDecimal = "VALUE_NUMBER_FLOAT";

  std::string_view text_;
  std::size_t at_ = 0;
  std::string_view last_ = "null";
  std::optional<std::string> fault_;
};

}  // namespace

std::optional<std::string> why_not_json(std::string_view payload) { return Checker(payload).run(); }

}  // namespace cxsam::lambda
