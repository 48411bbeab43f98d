#include "json/lenient.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>

#include "base/text.h"

namespace cxsam {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";
constexpr std::string_view kHexDigits = "0123456789abcdefABCDEF";

std::size_t count_digits(std::string_view text) { return std::min(text.find_first_not_of("0123456789"), text.size()); }

/// Whether a text without quotes is `-1`, `007`, `1.`, `1.5e-3`.
bool is_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const std::size_t whole = count_digits(text);
  if (whole == 0) return false;
  text.remove_prefix(whole);
  if (text.starts_with('.')) text.remove_prefix(1 + count_digits(text.substr(1)));
  if (text.empty()) return true;
  if (text.front() != 'e' && text.front() != 'E') return false;
  text.remove_prefix(1);
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  return !text.empty() && count_digits(text) == text.size();
}

template <class Number>
std::optional<Number> number_in(std::string_view text) {
  Number number{};
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  return number;
}

Json value_without_quotes(std::string_view text) {
  if (text == "null") return nullptr;
  if (text == "true") return true;
  if (text == "false") return false;
  if (!is_number(text)) return std::string(text);
  if (const auto whole = number_in<std::int64_t>(text)) return *whole;
  if (const auto whole = number_in<std::uint64_t>(text)) return *whole;
  if (const auto decimal = number_in<double>(text)) return *decimal;
  return std::string(text);
}

/// What escapes like `\u00e9` mean; nothing for half a pair.
std::optional<std::string> unescaped(const std::string& escapes) {
  const auto read = parse_json('"' + escapes + '"');
  return read && read->is_string() ? std::optional(read->get<std::string>()) : std::nullopt;
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  std::optional<Json> read() {
    skip_blanks();
    if (at_end()) return std::nullopt;
    return value("", 0);
  }

 private:
  [[nodiscard]] bool at_end() const { return at_ >= text_.size(); }
  [[nodiscard]] char peek() const { return at_end() ? '\0' : text_[at_]; }
  [[nodiscard]] bool is_one_of(std::string_view characters) const {
    return !at_end() && characters.find(text_[at_]) != std::string_view::npos;
  }

  bool take(char c) {
    if (at_end() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  void skip_blanks() { at_ = std::min(text_.find_first_not_of(kBlanks, at_), text_.size()); }

  /// `ends`: what a value without quotes stops at.
  std::optional<Json> value(std::string_view ends, std::size_t depth) {
    if (depth > JsonLimits{}.depth) return std::nullopt;
    if (take('{')) return object(depth + 1);
    if (take('[')) return list(depth + 1);
    if (is_one_of("\"'")) return quoted();
    if (is_one_of(":}]")) return std::nullopt;
    return value_without_quotes(bare(ends));
  }

  std::string_view bare(std::string_view ends) {
    const std::size_t end = std::min(text_.find_first_of(ends, at_), text_.size());
    const std::string_view found = trim(text_.substr(at_, end - at_));
    at_ = end;
    return found;
  }

  std::optional<Json> object(std::size_t depth) {
    Json made = Json::object();
    while (true) {
      skip_blanks();
      if (at_end() || is_one_of(":[]{")) return std::nullopt;
      if (take('}')) return made;
      if (take(',')) continue;
      const auto name = is_one_of("\"'") ? quoted() : std::optional<std::string>(bare(":"));
      skip_blanks();
      if (!name || !take(':')) return std::nullopt;
      skip_blanks();
      if (at_end()) return std::nullopt;
      auto member = value(",}", depth);
      if (!member) return std::nullopt;
      made[*name] = std::move(*member);
      skip_blanks();
      if (!is_one_of(",}")) return std::nullopt;
    }
  }

  std::optional<Json> list(std::size_t depth) {
    Json made = Json::array();
    while (true) {
      skip_blanks();
      if (at_end()) return std::nullopt;
      if (take(']')) return made;
      if (take(',')) continue;
      auto item = value(",]", depth);
      if (!item) return std::nullopt;
      made.push_back(std::move(*item));
    }
  }

  std::optional<std::string> quoted() {
    const char quote = text_[at_++];
    std::string text;
    while (!at_end()) {
      const char c = text_[at_++];
      if (c == quote) return text;
      if (c != '\\') {
        text += c;
      } else if (!add_escaped(text)) {
        return std::nullopt;
      }
    }
    return std::nullopt;
  }

  /// False where the digits of a character are missing. An escape that is none means nothing.
  bool add_escaped(std::string& text) {
    constexpr std::string_view kNames = "btnfr\"'\\/";
    constexpr std::string_view kMeant = "\b\t\n\f\r\"'\\/";
    if (at_end()) return false;
    const char c = text_[at_++];
    if (const std::size_t known = kNames.find(c); known != std::string_view::npos) text += kMeant[known];
    if (c == 'x') return add_character(text, 2);
    return c != 'u' || add_character(text, 4);
  }

  /// `41`, `00e9`, and `d83d` with the `\ude00` behind it. Half a pair is U+FFFD.
  bool add_character(std::string& text, std::size_t digits) {
    const std::string_view code = text_.substr(at_, digits);
    if (code.size() < digits || code.find_first_not_of(kHexDigits) != std::string_view::npos) return false;
    at_ += digits;
    const std::string first = "\\u" + std::string(4 - digits, '0') + std::string(code);
    const std::string_view next = text_.substr(at_, first.size());
    if (const auto both = unescaped(first + std::string(next)); both && next.starts_with("\\u")) {
      at_ += next.size();
      text += *both;
    } else {
      text += unescaped(first).value_or("\uFFFD");
    }
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::optional<Json> parse_lenient_json(std::string_view text) {
  if (text.size() > JsonLimits{}.bytes) return std::nullopt;
  if (auto strict = parse_json(text)) return std::move(*strict);
  return Reader(text).read();
}

}  // namespace cxsam
