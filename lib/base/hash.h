// Digests and text encodings, on OpenSSL's low-level functions: these need no set-up at start.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace cxsam {

/// Lower-case hexadecimal digests: 40, 64 and 32 digits.
std::string sha1_hex(std::string_view data);
std::string sha256_hex(std::string_view data);
std::string md5_hex(std::string_view data);

/// sha256_hex() of a regular file of any size, which is read piece by piece. Errors: missing, a folder, not readable.
Result<std::string> sha256_hex_of_file(const std::filesystem::path& path);

/// RFC 4648 with padding. Decoding refuses anything that is not base64; line ends are allowed.
std::string base64_encode(std::string_view data);
std::optional<std::string> base64_decode(std::string_view text);

/// Fills `bytes` with random ones that nobody can guess. The system is asked for larger pieces, since ids are made with every
/// request.
void fill_random(std::span<unsigned char> bytes);

/// The RFC 9562 version 4 UUID of random bytes, in lower case.
std::string uuid_text(std::array<unsigned char, 16> random);

/// A random UUID, as names of files have it. (Ids of requests come from a `Random`, loop/random.h.)
std::string make_uuid();

}  // namespace cxsam
