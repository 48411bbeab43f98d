#include "vtl/utf16.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

#include "base/utf8.h"

namespace cxsam::vtl {
namespace {

constexpr std::uint32_t kBeyondBasic = 0x10000;

bool is_high(char16_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool is_low(char16_t unit) { return unit >= 0xDC00 && unit < 0xE000; }

void append(std::string& out, std::uint32_t point) {
  const auto tail = [&](unsigned shift) { out += static_cast<char>(0x80U | ((point >> shift) & 0x3FU)); };
  if (point < 0x80) {
    out += static_cast<char>(point);
  } else if (point < 0x800) {
    out += static_cast<char>(0xC0U | (point >> 6U));
    tail(0);
  } else if (point < kBeyondBasic) {
    out += static_cast<char>(0xE0U | (point >> 12U));
    tail(6);
    tail(0);
  } else {
    out += static_cast<char>(0xF0U | (point >> 18U));
    tail(12);
    tail(6);
    tail(0);
  }
}

}  // namespace

std::u16string to_utf16(std::string_view text) {
  const std::string valid = valid_utf8(text);
  std::u16string units;
  units.reserve(valid.size());
  for (std::size_t i = 0; i < valid.size();) {
    const auto first = static_cast<unsigned char>(valid[i]);
    const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    std::uint32_t point = length == 1 ? first : first & (0xFFU >> (length + 1));
    for (std::size_t k = 1; k < length; ++k) point = (point << 6U) | (static_cast<unsigned char>(valid[i + k]) & 0x3FU);
    if (point >= kBeyondBasic) {
      units += static_cast<char16_t>(0xD800U + ((point - kBeyondBasic) >> 10U));
      units += static_cast<char16_t>(0xDC00U + ((point - kBeyondBasic) & 0x3FFU));
    } else {
      units += static_cast<char16_t>(point);
    }
    i += length;
  }
  return units;
}

std::string to_utf8(std::u16string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_high(text[i]) && i + 1 < text.size() && is_low(text[i + 1])) {
      append(out, kBeyondBasic + ((text[i] - 0xD800U) << 10U) + (text[i + 1] - 0xDC00U));
      ++i;
    } else if (is_high(text[i]) || is_low(text[i])) {
      out += '?';
    } else {
      append(out, text[i]);
    }
  }
  return out;
}

std::string replace_unicode_escapes(std::string_view text) {
  constexpr std::size_t kLength = 6;  // `\u00e9`
  std::string out;
  while (!text.empty()) {
    std::u16string units;
    while (text.starts_with("\\u") && text.size() >= kLength) {
      std::uint16_t unit = 0;
      const char* end = text.data() + kLength;
      if (std::from_chars(text.data() + 2, end, unit, 16).ptr != end) break;
      units += static_cast<char16_t>(unit);
      text.remove_prefix(kLength);
    }
    const std::size_t next = units.empty() ? text.find('\\', 1) : 0;
    out += to_utf8(units);
    out += text.substr(0, next);
    text.remove_prefix(std::min(next, text.size()));
  }
  return out;
}

}  // namespace cxsam::vtl
