#include "gateway/sam/python_base64.h"

#include <cstdint>

namespace cxsam::gateway {

std::optional<std::string> python_base64(std::string_view text) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bytes;
  std::uint32_t bits = 0;
  int at = 0;  // in a group of four digits
  int pads = 0;
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0x80) return std::nullopt;
    if (c == '=' && at >= 2 && at + ++pads >= 4) return bytes;
    const std::size_t digit = kDigits.find(c);
    if (digit == std::string_view::npos) continue;
    pads = 0;
    bits = bits << 6U | static_cast<std::uint32_t>(digit);
    if (at > 0) bytes += static_cast<char>(bits >> (6U - 2U * static_cast<unsigned>(at)));
    at = (at + 1) % 4;
  }
  if (at != 0) return std::nullopt;
  return bytes;
}

}  // namespace cxsam::gateway
