// Keyed digests, on OpenSSL's low-level functions as those of base/hash.h.
#pragma once

#include <string>
#include <string_view>

namespace cxsam {

/// The 32 bytes of HMAC-SHA-256. Source: RFC 2104.
std::string hmac_sha256(std::string_view key, std::string_view data);

/// Whether the texts are equal, in a time that does not tell where they differ.
bool equal_in_constant_time(std::string_view a, std::string_view b);

}  // namespace cxsam
