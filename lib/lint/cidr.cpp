#include "lint/cidr.h"

#include <charconv>

namespace cxsam::lint {
namespace {

// Takes a decimal number of at most `most` from the front.
std::optional<std::uint32_t> take_number(std::string_view& text, std::uint32_t most) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || value > most) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return value;
}

bool take_sign(std::string_view& text, char sign) {
  if (!text.starts_with(sign)) return false;
  text.remove_prefix(1);
  return true;
}

}  // namespace

std::optional<AddressBlock> parse_address_block(std::string_view text) {
  constexpr std::uint32_t kBits = 32;
  std::uint32_t address = 0;
  for (int part = 0; part < 4; ++part) {
    if (part > 0 && !take_sign(text, '.')) return std::nullopt;
    const std::optional<std::uint32_t> number = take_number(text, 255);
    if (!number) return std::nullopt;
    address = (address << 8U) | *number;
  }
  if (!take_sign(text, '/')) return std::nullopt;
  const std::optional<std::uint32_t> prefix = take_number(text, kBits);
  if (!prefix || !text.empty()) return std::nullopt;
  const std::uint32_t hosts = *prefix == 0 ? ~std::uint32_t{0} : (std::uint32_t{1} << (kBits - *prefix)) - 1;
  return AddressBlock{address & ~hosts, address | hosts};
}

}  // namespace cxsam::lint
