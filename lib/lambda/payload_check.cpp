#include "lambda/payload_check.h"

#include <array>
#include <cstdio>

#include "base/ascii.h"
#include "base/text.h"
#include "json/fault.h"

namespace cxsam::lambda {
namespace {

using Wanted = JsonFault::Wanted;
using Within = JsonFault::Within;

constexpr std::size_t kDepth = 1000;
constexpr std::size_t kLongestWord = 256;
constexpr std::string_view kBlanks = " \t\r\n";
constexpr std::string_view kSource = "[Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled)";
constexpr std::string_view kValues = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
constexpr std::string_view kFraction = "Decimal point not followed by a digit";

bool is_control(unsigned char c) { return c < 0x20 || (c >= 0x7F && c < 0xA0); }

/// A byte that may begin a word: letters of ISO 8859-1, underscore, signs of money. (The parser looks at single bytes there.)
bool begins_word(unsigned char c) {
  if (is_letter(static_cast<char>(c)) || c == '_' || c == '$') return true;
  return c >= 0xC0 ? c != 0xD7 && c != 0xF7 : (c >= 0xA2 && c <= 0xA5) || c == 0xAA || c == 0xB5 || c == 0xBA;
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

/// The parser's name of the last token of `text`, which ends where a value may begin.
std::string_view last_token(std::string_view text) {
  text = text.substr(0, text.find_last_not_of(kBlanks) + 1);
  if (text.ends_with(',')) text = text.substr(0, text.find_last_not_of(kBlanks, text.size() - 2) + 1);
  if (text.empty()) return "null";
  switch (text.back()) {
    case '[':
      return "START_ARRAY";
    case ']':
      return "END_ARRAY";
    case '}':
      return "END_OBJECT";
    case ':':
      return "FIELD_NAME";
    case '"':
      return "VALUE_STRING";
    default:
      break;
  }
  if (text.ends_with("null")) return "VALUE_NULL";
  if (text.ends_with("true")) return "VALUE_TRUE";
  if (text.ends_with("false")) return "VALUE_FALSE";
  const std::string_view number = text.substr(text.find_last_not_of("+-.0123456789Ee") + 1);
  return number.find_first_of(".Ee") == std::string_view::npos ? "VALUE_NUMBER_INT" : "VALUE_NUMBER_FLOAT";
}

/// How many bytes a character has by its first one; 0 for a byte that begins none.
std::size_t character_size(unsigned char first) {
  if (first < 0x80) return 1;
  if (first < 0xC0 || first >= 0xF8) return 0;
  return first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
}

/// The words for one fault.
class Words {
 public:
  Words(std::string_view text, const JsonFault& fault) : text_(text), fault_(fault) {}

  [[nodiscard]] std::string tell() const {
    if (fault_.wanted <= Wanted::Separator) return ended() ? ended_between() : between();
    if (ended() && fault_.wanted != Wanted::Letter && fault_.wanted != Wanted::FractionDigit) return too_short(ended_within());
    switch (fault_.wanted) {
      case Wanted::Character:
        return say("Illegal unquoted character (" + describe(byte(at())) +
                       "): has to be escaped using backslash to be included in " + (in_name() ? "name" : "string value"),
                   at());
      case Wanted::Escape:
        return say("Unrecognized character escape " + describe(byte(at())), at());
      case Wanted::HexDigit:
        return unexpected("expected a hex-digit for character escape sequence");
      case Wanted::Digit:
        if (text_.substr(fault_.begin).starts_with("-Infinity")) return non_standard("-Infinity", fault_.begin);
        return wrong_digit("expected digit (0-9) to follow minus sign, for valid numeric value", at());
      case Wanted::FractionDigit:
        return wrong_digit(kFraction, ended() ? at() - 1 : at());
      case Wanted::ExponentDigit:
        return wrong_digit("Exponent indicator not followed by a digit", at());
      case Wanted::Letter:
        return unknown_word(fault_.begin, at());
      default:
        return "Document nesting depth (1001) exceeds the maximum allowed (1000, from "
               "`StreamReadConstraints.getMaxNestingDepth()`)";
    }
  }

  /// What no UTF-8 is of the characters that begin between these two places. `where`: what the end of the text cuts then.
  [[nodiscard]] std::optional<std::string> invalid_character(std::size_t begin, std::size_t end,
                                                             const std::string& where) const {
    for (std::size_t i = begin; i < end;) {
      const std::size_t size = character_size(byte(i));
      if (size == 0) return say("Invalid UTF-8 start byte " + hex(byte(i)), i + 1);
      for (std::size_t next = i + 1; next < i + size; ++next) {
        if (next == text_.size()) return too_short(where);
        if ((byte(next) & 0xC0U) != 0x80U) return say("Invalid UTF-8 middle byte " + hex(byte(next)), next + 1);
      }
      i += size;
    }
    return std::nullopt;
  }

  /// What a text in quotes is.
  [[nodiscard]] std::string of_text() const { return in_name() ? " in field name" : " in VALUE_STRING"; }

  /// Whether one value is whole, and the fault is that there is more.
  [[nodiscard]] bool is_behind_all() const {
    const bool behind = fault_.wanted == Wanted::Separator && fault_.within == Within::Text && fault_.begin == at();
    return behind && !is_longer_word();
  }

  [[nodiscard]] std::string behind_all() const {
    if (auto never = wrong_everywhere()) return *std::move(never);
    const bool glued = is_digit(text_[at() - 1]);
    return unexpected(glued ? "Expected space separating root-level values" : "expected the end of the payload");
  }

 private:
  [[nodiscard]] std::size_t at() const { return fault_.at; }
  [[nodiscard]] bool ended() const { return at() == text_.size(); }
  [[nodiscard]] unsigned char byte(std::size_t at) const { return static_cast<unsigned char>(text_[at]); }

  /// A word that runs on behind `null`, `true` or `false`.
  [[nodiscard]] bool is_longer_word() const {
    if (fault_.wanted != Wanted::Separator || ended() || at() == 0 || !is_letter(text_[at() - 1])) return false;
    return begins_word(byte(at())) || is_digit(text_[at()]);
  }

  /// The last character before that one that is no blank.
  [[nodiscard]] char before(std::size_t at) const {
    const std::size_t last = at == 0 ? std::string_view::npos : text_.find_last_not_of(kBlanks, at - 1);
    return last == std::string_view::npos ? '\0' : text_[last];
  }
  /// Whether the list or object has nothing in it so far.
  [[nodiscard]] bool just_opened() const {
    return fault_.wanted <= Wanted::Name && (before(at()) == '[' || before(at()) == '{');
  }
  [[nodiscard]] bool in_name() const { return fault_.within == Within::Object && before(fault_.begin) != ':'; }

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
  [[nodiscard]] std::string say(const std::string& message, std::size_t at) const { return message + "\n at " + place(at); }
  [[nodiscard]] std::string unexpected(std::string_view wanted) const {
    return say("Unexpected character (" + describe(byte(at())) + "): " + std::string(wanted), at());
  }
  [[nodiscard]] std::string too_short(const std::string& where) const {
    return say("Unexpected end-of-input" + where, text_.size());
  }
  [[nodiscard]] std::string wrong_digit(std::string_view wanted, std::size_t at) const {
    return say("Unexpected character (" + describe(byte(at)) + ") in numeric value: " + std::string(wanted), at);
  }
  [[nodiscard]] std::string non_standard(std::string_view word, std::size_t begin) const {
    return say("Non-standard token '" + std::string(word) + "': enable `JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS` to allow",
               begin + word.size());
  }

  [[nodiscard]] std::string ended_between() const {
    if (fault_.within == Within::Text) return too_short(": no content to map due to the end of the payload");
    const std::string kind = fault_.within == Within::Array ? "Array" : "Object";
    if (fault_.wanted != Wanted::Separator && !just_opened()) return too_short(" within/between " + kind + " entries");
    return too_short(": expected close marker for " + kind + " (start marker at " + place(fault_.within_begin) + ")");
  }

  [[nodiscard]] std::string ended_within() const {
    if (fault_.wanted == Wanted::Character) return of_text();
    if (fault_.wanted <= Wanted::HexDigit) return " in character escape sequence";
    return " in " + std::string(last_token(text_.substr(0, fault_.begin)));
  }

  /// What begins no token anywhere.
  [[nodiscard]] std::optional<std::string> wrong_everywhere() const {
    if (text_[at()] == '/') {
      return unexpected(
          "maybe a (non-standard) comment? (not recognized as one since Feature 'ALLOW_COMMENTS' not enabled for parser)");
    }
    if (byte(at()) >= ' ') return std::nullopt;
    return say(
        "Illegal character (" + describe(byte(at())) + "): only regular white space (\\r, \\n, \\t) is allowed between tokens",
        at() + 1);
  }

  /// Where no token is begun.
  [[nodiscard]] std::string between() const {
    const char c = text_[at()];
    if (fault_.wanted == Wanted::Separator && fault_.begin < at())
      return say("Invalid numeric value: Leading zeroes not allowed", at());
    if (auto never = wrong_everywhere()) return *std::move(never);
    if (is_longer_word()) return unknown_word(text_.find_last_not_of("aeflnrstu", at() - 1) + 1, at());
    if ((fault_.wanted == Wanted::Separator || just_opened()) && c == (fault_.within == Within::Array ? '}' : ']'))
      return wrong_close();
    if (fault_.wanted == Wanted::Value) return no_value(c);
    if (fault_.wanted == Wanted::Name)
      return invalid_character(at(), at() + 1, " in field name")
          .value_or(unexpected("was expecting double-quote to start field name"));
    if (fault_.wanted == Wanted::Colon) return unexpected("was expecting a colon to separate field name and value");
    return unexpected(fault_.within == Within::Array ? "was expecting comma to separate Array entries"
                                                     : "was expecting comma to separate Object entries");
  }

  [[nodiscard]] std::string no_value(char c) const {
    if (c == '+') return plus();
    for (const std::string_view word : {"NaN", "Infinity"})
      if (text_.substr(at()).starts_with(word)) return non_standard(word, at());
    if (begins_word(byte(at()))) return unknown_word(at(), at() + 1);
    if ((c == '}' || c == ']') && fault_.within == Within::Text) return wrong_close();
    if (c == ',' || c == '}' || (c == ']' && fault_.within == Within::Array)) return unexpected("expected a value");
    return unexpected("expected a valid value " + std::string(kValues));
  }

  [[nodiscard]] std::string plus() const {
    if (at() + 1 == text_.size()) return too_short(" in a Number value");
    return say(
        "Unexpected character ('+' (code 43)) in numeric value: JSON spec does not allow numbers to have plus signs: "
        "enable `JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS` to allow",
        at() + 1);
  }

  [[nodiscard]] std::string wrong_close() const {
    const char c = text_[at()];
    constexpr std::string_view kNames[] = {"root", "Array", "Object"};
    return say("Unexpected close marker '" + std::string(1, c) + "': expected '" + (c == '}' ? "]" : "}") + "' (for " +
                   std::string(kNames[static_cast<std::size_t>(fault_.within)]) + " starting at " +
                   (fault_.within == Within::Text ? std::string(kSource) + "; line: 1]" : place(fault_.within_begin)) + ")",
               at());
  }

  /// A word that is none of JSON's: told whole, unless it is no UTF-8. `end`: what of it was looked at.
  [[nodiscard]] std::string unknown_word(std::size_t begin, std::size_t end) const {
    std::size_t next = end;
    while (next < text_.size() && end - begin < kLongestWord) {
      if (auto invalid = invalid_character(next, next + 1, " in VALUE_STRING")) return *std::move(invalid);
      const std::size_t size = character_size(byte(next));
      const bool goes_on = size > 1 || begins_word(byte(next)) || is_digit(text_[next]);  // beyond ASCII nearly all are letters
      next += size;
      if (!goes_on) break;
      end = next;
    }
    const std::string more = end - begin < kLongestWord ? "" : "...";
    return say("Unrecognized token '" + latin1(byte(begin)) + std::string(text_.substr(begin + 1, end - begin - 1)) + more +
                   "': was expecting " + std::string(kValues),
               next);
  }

  std::string_view text_;
  JsonFault fault_;
};

/// What is wrong with the value that begins there; nothing for a whole one, whatever is behind it.
std::optional<std::string> why_no_value(std::string_view text, std::size_t begin, const std::optional<JsonFault>& fault) {
  const std::size_t end = fault ? fault->at : text.size();
  const Words words(text, fault.value_or(JsonFault{}));
  if (find_invalid_utf8(text.substr(begin, end - begin)))
    if (auto invalid = words.invalid_character(begin, end, words.of_text())) return invalid;
  if (!fault || words.is_behind_all()) return std::nullopt;
  return words.tell();
}

}  // namespace

std::optional<std::string> why_not_json(std::string_view payload) {
  const auto fault = find_json_fault(payload, kDepth);
  if (auto why = why_no_value(payload, 0, fault)) return why;
  if (!fault) return std::nullopt;

  // The parser reads on behind the value and tells first what is wrong there.
  const bool apart = !is_digit(payload[fault->at - 1]);
  if (apart)
    if (auto why = why_no_value(payload, fault->at, find_json_fault(payload, kDepth, fault->at))) return why;
  return Words(payload, *fault).behind_all();
}

}  // namespace cxsam::lambda
