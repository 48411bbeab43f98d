// Blocks of IPv4 addresses.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace cxsam::lint {

/// "10.0.0.0/16": the addresses from `first` to `last`.
struct AddressBlock {
  std::uint32_t first = 0;
  std::uint32_t last = 0;

  [[nodiscard]] bool contains(const AddressBlock& other) const { return first <= other.first && other.last <= last; }
  [[nodiscard]] bool overlaps(const AddressBlock& other) const { return first <= other.last && other.first <= last; }
};

/// Nothing for a text that is no IPv4 block.
std::optional<AddressBlock> parse_address_block(std::string_view text);

}  // namespace cxsam::lint
