#include "lint/schema/ip_address.h"

#include <arpa/inet.h>

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "base/text.h"

namespace cxsam::lint::schema {
namespace {

template <int kFamily, std::size_t kBytes>
std::optional<std::array<std::uint8_t, kBytes>> parse(std::string_view text) {
  std::array<std::uint8_t, kBytes> bytes{};
  if (inet_pton(kFamily, std::string(text).c_str(), bytes.data()) != 1) return std::nullopt;
  return bytes;
}

bool is_zero_from(std::span<const std::uint8_t> bytes, std::int64_t bit) {
  for (std::int64_t i = bit; i < static_cast<std::int64_t>(bytes.size()) * 8; ++i)
    if (bytes[static_cast<std::size_t>(i / 8)] & (0x80U >> static_cast<unsigned>(i % 8))) return false;
  return true;
}

template <int kFamily, std::size_t kBytes>
bool is_network(std::string_view text) {
  const std::size_t slash = text.find('/');
  const auto bytes = parse<kFamily, kBytes>(text.substr(0, slash));
  if (!bytes) return false;
  if (slash == std::string_view::npos) return true;
  const std::optional<std::int64_t> length = parse_int(text.substr(slash + 1));
  return length && *length >= 0 && *length <= static_cast<std::int64_t>(kBytes * 8) && is_zero_from(*bytes, *length);
}

}  // namespace

bool is_ipv4(std::string_view text) { return parse<AF_INET, 4>(text).has_value(); }
bool is_ipv4_network(std::string_view text) { return is_network<AF_INET, 4>(text); }
bool is_ipv6(std::string_view text) { return parse<AF_INET6, 16>(text).has_value(); }
bool is_ipv6_network(std::string_view text) { return is_network<AF_INET6, 16>(text); }

}  // namespace cxsam::lint::schema
