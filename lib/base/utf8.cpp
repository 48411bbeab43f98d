#include "base/utf8.h"

#include <cstdint>

#include "base/text.h"

namespace cxsam {
namespace {

/// How many bytes belong together at the beginning of a text whose first character is broken: as many as a whole character may
/// begin with.
std::size_t length_of_broken(std::string_view text) {
  const auto byte = [&](std::size_t at) { return static_cast<std::uint8_t>(text[at]); };
  const std::uint8_t lead = byte(0);
  std::size_t more = 0;
  if (lead >= 0xC2 && lead <= 0xF4) more = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
  std::uint8_t low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  std::uint8_t high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  std::size_t length = 1;
  while (length <= more && length < text.size() && byte(length) >= low && byte(length) <= high) {
    ++length;
    low = 0x80;
    high = 0xBF;
  }
  return length;
}

}  // namespace

std::string valid_utf8(std::string_view text) {
  std::string valid;
  for (auto broken = find_invalid_utf8(text); broken; broken = find_invalid_utf8(text)) {
    valid += text.substr(0, *broken);
    valid += "\uFFFD";
    text.remove_prefix(*broken);
    text.remove_prefix(length_of_broken(text));
  }
  return valid += text;
}

}  // namespace cxsam
