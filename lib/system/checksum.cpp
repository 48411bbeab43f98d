#include "system/checksum.h"

#include <zlib.h>

namespace cxsam::system {

std::uint32_t crc32(std::string_view data) {
  return static_cast<std::uint32_t>(::crc32_z(0, reinterpret_cast<const unsigned char*>(data.data()), data.size()));
}

}  // namespace cxsam::system
