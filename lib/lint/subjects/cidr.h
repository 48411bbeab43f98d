// Blocks of IPv4 and IPv6 addresses.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace cxsam::lint {

/// The 16 bytes of an IPv6 address, or the 4 of an IPv4 address and zeros.
using Address = std::array<std::uint8_t, 16>;

/// "10.0.0.0/16": the addresses from `first` to `last`.
struct AddressBlock {
  Address first{};
  Address last{};
  bool is_ipv6 = false;

  [[nodiscard]] bool contains(const AddressBlock& other) const {
    return is_ipv6 == other.is_ipv6 && first <= other.first && other.last <= last;
  }
  [[nodiscard]] bool overlaps(const AddressBlock& other) const {
    return is_ipv6 == other.is_ipv6 && first <= other.last && other.first <= last;
  }
};

/// Nothing for a text that is no block: no address and length, or an address inside of a block instead of its first.
std::optional<AddressBlock> parse_address_block(std::string_view text);

}  // namespace cxsam::lint
