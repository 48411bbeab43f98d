// IP addresses and ranges of them.
#pragma once

#include <string_view>

namespace cxsam::iam {

/// Whether `address` is in `range`: "203.0.113.0/24", "2001:db8::/32", or one address. False when either is none, or when they
/// are of different kinds; an IPv4 address may be written as IPv6 ("::ffff:203.0.113.7"). Source: RFC 4632; RFC 4291.
bool is_in_range(std::string_view address, std::string_view range);

/// Whether a text is an address or a range.
bool is_range(std::string_view text);

}  // namespace cxsam::iam
