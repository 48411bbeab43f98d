// The directory of a zip archive: what it says of its members.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace cxsam::system {

struct ZipMember {
  std::string name;          // with '/' between the parts, and at the end of a folder's
  std::uint32_t method = 0;  // 0 stored, 8 deflated
  std::uint32_t checksum = 0;
  std::uint64_t zipped = 0;    // bytes in the archive
  std::uint64_t unzipped = 0;  // bytes after unpacking; 0 when the member does not say
  std::uint32_t mode = 0;      // of the file with its kind, as stat() has it; 0 for archives that know no modes
  std::uint64_t header = 0;    // where the member begins
  bool encrypted = false;
};

/// Where the directory lies.
struct ZipDirectoryPlace {
  std::uint64_t offset = 0;
  std::uint64_t bytes = 0;
};

/// `tail`: the last bytes of a file of `size`, 64 KiB and some more if it has so many. Errors: no archive, a broken one.
Result<ZipDirectoryPlace> find_zip_directory(std::string_view tail, std::uint64_t size);
inline constexpr std::uint64_t kZipTailBytes = 22 + 65535;

/// Reads until the first entry that is none.
/// Source: PKWARE, "APPNOTE.TXT - .ZIP File Format Specification", 4.3.12, 4.3.14 to 4.3.16, 4.5.3.
std::vector<ZipMember> read_zip_directory(std::string_view directory);

/// Where the bytes of a member begin in the archive, behind its local header. Error: there is no such header.
Result<std::uint64_t> content_of(std::string_view archive, const ZipMember& member);

}  // namespace cxsam::system
