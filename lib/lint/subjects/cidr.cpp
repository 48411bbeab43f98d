#include "lint/subjects/cidr.h"

#include <arpa/inet.h>

#include <string>

#include "base/text.h"

namespace cxsam::lint {

std::optional<AddressBlock> parse_address_block(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const std::string address(text.substr(0, slash));
  AddressBlock block;
  block.is_ipv6 = address.find(':') != std::string::npos;
  if (inet_pton(block.is_ipv6 ? AF_INET6 : AF_INET, address.c_str(), block.first.data()) != 1) return std::nullopt;
  const std::size_t bits = block.is_ipv6 ? 128 : 32;
  const std::optional<std::int64_t> length = parse_int(text.substr(slash + 1));
  if (!length || *length < 0 || static_cast<std::size_t>(*length) > bits) return std::nullopt;
  block.last = block.first;
  for (auto bit = static_cast<std::size_t>(*length); bit < bits; ++bit) {
    const auto mask = static_cast<std::uint8_t>(0x80U >> (bit % 8));
    if ((block.first[bit / 8] & mask) != 0) return std::nullopt;
    block.last[bit / 8] |= mask;
  }
  return block;
}

}  // namespace cxsam::lint
