#include "document/scalar.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

#include "base/ascii.h"

namespace cxsam {
namespace {

// One of `word`, `Word`, `WORD`; `word` is given in lower case.
bool is_word(std::string_view text, std::string_view word) {
  if (text.size() != word.size()) return false;
  const auto upper = [](char c) { return static_cast<char>(c - 'a' + 'A'); };
  const bool first_upper = text[0] == upper(word[0]);
  if (!first_upper && text[0] != word[0]) return false;
  if (text.substr(1) == word.substr(1)) return true;
  return first_upper && std::ranges::equal(text.substr(1), word.substr(1), {}, {}, upper);
}

std::string_view without_sign(std::string_view text) {
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) text.remove_prefix(1);
  return text;
}

// The digits of an integer and their base; no digits when `text` (without its sign) is no integer.
struct IntDigits {
  std::string_view digits;
  int base = 10;
};

bool has_only(std::string_view text, std::string_view allowed) {
  return text.find_first_not_of(allowed) == std::string_view::npos && text.find_first_not_of('_') != std::string_view::npos;
}

// Whether digits of base 2, 8 or 16 fit 64 bits.
bool fits_64_bits(std::string_view digits, int base) {
  digits.remove_prefix(std::min(digits.find_first_not_of("0_"), digits.size()));
  const auto underscores = static_cast<std::size_t>(std::ranges::count(digits, '_'));
  return digits.size() - underscores <= (base == 16 ? 16U : base == 8 ? 21U : 64U);
}

IntDigits split_int(std::string_view text) {
  if (text.empty() || !is_digit(text[0])) return {};
  if (text[0] != '0') return has_only(text, "0123456789_") ? IntDigits{text, 10} : IntDigits{};
  if (text.size() == 1) return {text, 10};
  IntDigits parts;
  const std::string_view rest = text.substr(1);
  if (has_only(rest, "01234567_"))
    parts = {rest, 8};
  else if (rest[0] == 'o' && has_only(rest.substr(1), "01234567"))
    parts = {rest.substr(1), 8};
  else if (rest[0] == 'x' && has_only(rest.substr(1), "0123456789abcdefABCDEF_"))
    parts = {rest.substr(1), 16};
  else if (rest[0] == 'b' && has_only(rest.substr(1), "01_"))
    parts = {rest.substr(1), 2};
  return fits_64_bits(parts.digits, parts.base) ? parts : IntDigits{};
}

std::size_t skip_digits(std::string_view text, std::size_t at, bool underscores) {
  while (at < text.size() && (is_digit(text[at]) || (underscores && text[at] == '_'))) ++at;
  return at;
}

// e12, E+12 at `at`; gives back where it ends, or `at` itself when it is none.
std::size_t skip_exponent(std::string_view text, std::size_t at) {
  if (at >= text.size() || (text[at] != 'e' && text[at] != 'E')) return at;
  std::size_t digits = at + 1;
  if (digits < text.size() && (text[digits] == '-' || text[digits] == '+')) ++digits;
  const std::size_t end = skip_digits(text, digits, false);
  return end == digits ? at : end;
}

// YAML 1.1 wants the point: `1e3` is a string.
bool is_double(std::string_view text) {
  const std::size_t point = skip_digits(text, 0, true);
  if (point >= text.size() || text[point] != '.') return false;
  const bool digits_before = point > 0 && text[0] != '_';
  const std::size_t end = skip_digits(text, point + 1, true);
  const bool digits_after = end > point + 1 && text[point + 1] != '_';
  if (point > 0 ? !digits_before : !digits_after) return false;
  return skip_exponent(text, end) == text.size();
}

std::string without_underscores(std::string_view text) {
  std::string result(text);
  std::erase(result, '_');
  return result;
}

}  // namespace

std::optional<bool> parse_yaml_bool(std::string_view text) {
  if (text.size() < 2 || text.size() > 5) return std::nullopt;
  if (is_word(text, "true") || is_word(text, "yes") || is_word(text, "on")) return true;
  if (is_word(text, "false") || is_word(text, "no") || is_word(text, "off")) return false;
  return std::nullopt;
}

Node::Kind plain_kind(std::string_view text) {
  if (text.empty()) return Node::Kind::Null;
  const char first = text[0];
  if (is_digit(first) || first == '-' || first == '+' || first == '.') {
    const std::string_view number = without_sign(text);
    if (!split_int(number).digits.empty()) return Node::Kind::Int;
    return is_double(number) ? Node::Kind::Double : Node::Kind::String;
  }
  if (text == "~" || is_word(text, "null")) return Node::Kind::Null;
  return parse_yaml_bool(text) ? Node::Kind::Bool : Node::Kind::String;
}

std::optional<std::int64_t> parse_yaml_int(std::string_view text) {
  const IntDigits parts = split_int(without_sign(text));
  if (parts.digits.empty()) return std::nullopt;
  std::string digits = without_underscores(parts.digits);
  if (text[0] == '-') digits.insert(0, 1, '-');
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, parts.base);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

bool is_json_number(std::string_view text) {
  std::size_t at = text.starts_with('-') ? 1 : 0;
  const std::size_t first = at;
  at = skip_digits(text, at, false);
  if (at == first || (text[first] == '0' && at > first + 1)) return false;
  if (at < text.size() && text[at] == '.') {
    const std::size_t fraction = at + 1;
    at = skip_digits(text, fraction, false);
    if (at == fraction) return false;
  }
  return skip_exponent(text, at) == text.size();
}

std::optional<std::string> to_json_number(std::string_view text) {
  if (is_json_number(text)) return std::string(text);
  const std::string sign = text.starts_with('-') ? "-" : "";
  const std::string_view number = without_sign(text);
  const IntDigits parts = split_int(number);
  if (!parts.digits.empty() && parts.base != 10) {
    const std::string digits = without_underscores(parts.digits);
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, parts.base);
    if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
    return sign + std::to_string(value);
  }
  std::string digits = without_underscores(number);
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
  if (digits.empty() || !is_digit(digits[0])) digits.insert(0, 1, '0');
  const std::size_t point = digits.find('.');
  if (point != std::string::npos && (point + 1 == digits.size() || !is_digit(digits[point + 1])))
    digits.insert(point + 1, 1, '0');
  if (!is_json_number(digits)) return std::nullopt;
  return sign + digits;
}

}  // namespace cxsam
