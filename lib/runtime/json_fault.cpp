#include "runtime/json_fault.h"

#include <array>
#include <cstddef>

#include "json/fault.h"

namespace cxsam::runtime {
namespace {

using Wanted = JsonFault::Wanted;

constexpr std::size_t kMaxDepth = 256;

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

std::string_view behind_value(JsonFault::Within within) {
  if (within == JsonFault::Within::Array) return "after array element";
  return within == JsonFault::Within::Object ? "after object key:value pair" : "after top-level value";
}

/// What of `true`, `false` or `null` is wanted.
std::string in_literal(std::string_view text, const JsonFault& fault) {
  const char first = text[fault.begin];
  const std::string_view word = first == 't' ? "true" : first == 'f' ? "false" : "null";
  return "in literal " + std::string(word) + " (expecting " + quoted(word[fault.at - fault.begin]) + ")";
}

std::string where(std::string_view text, const JsonFault& fault) {
  switch (fault.wanted) {
    case Wanted::Value:
      return "looking for beginning of value";
    case Wanted::Name:
      return "looking for beginning of object key string";
    case Wanted::Colon:
      return "after object key";
    case Wanted::Separator:
      return std::string(behind_value(fault.within));
    case Wanted::Character:
      return "in string literal";
    case Wanted::Escape:
      return "in string escape code";
    case Wanted::HexDigit:
      return "in \\u hexadecimal character escape";
    case Wanted::Digit:
      return "in numeric literal";
    case Wanted::FractionDigit:
      return "after decimal point in numeric literal";
    case Wanted::ExponentDigit:
      return "in exponent of numeric literal";
    case Wanted::Letter:
      return in_literal(text, fault);
    case Wanted::LessNesting:
      break;
  }
  return "";
}

}  // namespace

std::optional<std::string> json_fault(std::string_view text) {
  const auto fault = find_json_fault(text, kMaxDepth);
  if (!fault) return std::nullopt;
  if (fault->wanted == Wanted::LessNesting) return "exceeded max depth";
  const bool ended = fault->at == text.size();
  if (ended && fault->wanted <= Wanted::Character) return "unexpected end of JSON input";
  // Within escapes, numbers and literals the text's end counts as a blank.
  return "invalid character " + quoted(ended ? ' ' : text[fault->at]) + " " + where(text, *fault);
}

}  // namespace cxsam::runtime
