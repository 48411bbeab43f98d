// Checksums that find broken transfers.
#pragma once

#include <cstdint>
#include <string_view>

namespace cxsam::system {

/// Source: IEEE 802.3, as zip and gzip use it.
std::uint32_t crc32(std::string_view data);

}  // namespace cxsam::system
