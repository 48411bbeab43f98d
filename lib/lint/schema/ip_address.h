// Addresses and networks as texts. Source: RFC 4632 (IPv4), RFC 4291 (IPv6).
#pragma once

#include <string_view>

namespace cxsam::lint::schema {

bool is_ipv4(std::string_view text);
/// "10.0.0.0/16"; without a length it is one address. Bits behind the length must be zero.
bool is_ipv4_network(std::string_view text);
bool is_ipv6(std::string_view text);
bool is_ipv6_network(std::string_view text);

}  // namespace cxsam::lint::schema
