#include "lambda/function_name.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"

namespace cxsam::lambda {
namespace {

constexpr std::string_view kNamePattern =
    R"((arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:)?(\d{12}:)?(function:)?([a-zA-Z0-9-_\.]+)(:(\$LATEST(\.PUBLISHED)?|[a-zA-Z0-9-_]+))?)";
constexpr std::string_view kQualifierPattern = R"(\$(LATEST(\.PUBLISHED)?)|[a-zA-Z0-9-_$]+)";
constexpr std::size_t kLongestName = 256;
constexpr std::size_t kLongestQualifier = 128;

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_word(char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '_'; }

bool all(std::string_view text, bool (*is)(char)) { return !text.empty() && std::ranges::all_of(text, is); }

bool take(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

/// "us-east-1", "us-gov-west-1", "us-isob-east-1", "eusc-de-east-1".
bool is_region(std::string_view text) {
  take(text, "eusc-");
  if (text.size() < 2 || !all(text.substr(0, 2), is_lower)) return false;
  text.remove_prefix(2);
  const std::string_view whole = text;
  const auto is_rest = [](std::string_view rest) {  // "-east-1"
    return rest.size() >= 4 && rest.front() == '-' && rest[rest.size() - 2] == '-' && is_digit(rest.back()) &&
           all(rest.substr(1, rest.size() - 3), is_lower);
  };
  if (is_rest(whole)) return true;
  if (take(text, "-gov")) return is_rest(text);
  if (!take(text, "-iso")) return false;
  return is_rest(text) || (!text.empty() && is_lower(text.front()) && is_rest(text.substr(1)));
}

bool is_account(std::string_view text) { return text.size() == 12 && all(text, is_digit); }

bool is_qualifier(std::string_view text) { return text == "$LATEST" || text == "$LATEST.PUBLISHED" || all(text, is_word); }

/// "name" or "name:qualifier", and nothing behind it.
bool read_name(std::string_view text, FunctionName& parts) {
  const std::size_t colon = text.find(':');
  const std::string_view name = text.substr(0, colon);
  if (!all(name, [](char c) { return is_word(c) || c == '.'; })) return false;
  if (colon != std::string_view::npos && !is_qualifier(text.substr(colon + 1))) return false;
  parts.name = name;
  parts.qualifier = colon == std::string_view::npos ? "" : text.substr(colon + 1);
  return true;
}

/// What may stand before the name, each with its colon, in this order: Region, account, `function`. As in the pattern each is
/// taken where it can be, and left for the name where nothing else matches ("function:$LATEST" is a function of that name).
bool read_parts(std::string_view text, std::size_t step, FunctionName& parts) {
  if (step == 3) return read_name(text, parts);
  const std::size_t colon = text.find(':');
  const std::string_view word = text.substr(0, colon);
  if (colon != std::string_view::npos) {
    const std::string_view rest = text.substr(colon + 1);
    const bool fits = step == 0 ? is_region(word) : step == 1 ? is_account(word) : word == "function";
    if (fits && read_parts(rest, step + 1, parts)) {
      if (step == 0) parts.region = word;
      if (step == 1) parts.account = word;
      return true;
    }
  }
  return read_parts(text, step + 1, parts);
}

/// Removes "arn:aws:lambda:".
bool take_service(std::string_view& text) {
  std::string_view rest = text;
  if (!take(rest, "arn:")) return false;
  if (take(rest, "aws"))
    while (!rest.empty() && (is_letter(rest.front()) || rest.front() == '-')) rest.remove_prefix(1);
  if (!take(rest, ":lambda:")) return false;
  text = rest;
  return true;
}

}  // namespace

std::optional<FunctionName> parse_function_name(std::string_view text) {
  FunctionName parts;
  std::string_view rest = text;
  if (take_service(rest) && read_parts(rest, 0, parts)) return parts;
  if (read_parts(text, 0, parts)) return parts;
  return std::nullopt;
}

void check_function_name(std::string_view text, Constraints& constraints) {
  constraints.length("functionName", text, 1, kLongestName);
  constraints.pattern("functionName", text, parse_function_name(text).has_value(), kNamePattern);
}

void check_qualifier(std::string_view text, Constraints& constraints) {
  const bool matches =
      text == "$LATEST.PUBLISHED" || all(text, [](char c) { return is_word(c) || c == '$'; });  // "$LATEST" is of the second
  constraints.length("qualifier", text, 1, kLongestQualifier);
  constraints.pattern("qualifier", text, matches, kQualifierPattern);
}

}  // namespace cxsam::lambda
