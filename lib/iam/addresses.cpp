#include "iam/addresses.h"

#include <arpa/inet.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "base/text.h"

namespace cxsam::iam {
namespace {

struct Address {
  std::array<std::uint8_t, 16> bytes{};
  std::size_t size = 0;  // 4 or 16
};

std::optional<Address> parse_address(std::string_view text) {
  const std::string copy(trim(text));
  if (copy.size() != trim(text).size() || copy.find('\0') != std::string::npos) return std::nullopt;
  Address address;
  if (inet_pton(AF_INET, copy.c_str(), address.bytes.data()) == 1) {
    address.size = 4;
    return address;
  }
  if (inet_pton(AF_INET6, copy.c_str(), address.bytes.data()) != 1) return std::nullopt;
  address.size = 16;
  constexpr std::array<std::uint8_t, 12> kMapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
  if (std::string_view(copy).find('.') == std::string_view::npos) return address;
  for (std::size_t i = 0; i < kMapped.size(); ++i)
    if (address.bytes.at(i) != kMapped.at(i)) return address;
  return Address{.bytes = {address.bytes[12], address.bytes[13], address.bytes[14], address.bytes[15]}, .size = 4};
}

struct Range {
  Address address;
  std::size_t bits = 0;
};

std::optional<Range> parse_range(std::string_view text) {
  const std::size_t slash = text.find('/');
  const std::optional<Address> address = parse_address(text.substr(0, slash));
  if (!address) return std::nullopt;
  if (slash == std::string_view::npos) return Range{*address, address->size * 8};
  const std::optional<std::int64_t> bits = parse_int(text.substr(slash + 1));
  if (!bits || *bits < 0 || static_cast<std::size_t>(*bits) > address->size * 8) return std::nullopt;
  return Range{*address, static_cast<std::size_t>(*bits)};
}

bool same_bits(const Address& a, const Address& b, std::size_t bits) {
  for (std::size_t i = 0; i < bits; ++i) {
    const unsigned mask = 0x80U >> (i % 8);
    if ((a.bytes.at(i / 8) & mask) != (b.bytes.at(i / 8) & mask)) return false;
  }
  return true;
}

}  // namespace

bool is_in_range(std::string_view address, std::string_view range) {
  const std::optional<Address> given = parse_address(address);
  const std::optional<Range> wanted = parse_range(range);
  return given && wanted && given->size == wanted->address.size && same_bits(*given, wanted->address, wanted->bits);
}

bool is_range(std::string_view text) { return parse_range(text).has_value(); }

}  // namespace cxsam::iam
