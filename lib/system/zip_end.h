// What ends a zip archive: where its directory lies, and of how many members.
#pragma once

#include <cstdint>
#include <string>

namespace cxsam::system {

struct ZipEnd {
  std::uint64_t members = 0;
  std::uint64_t begin = 0;  // of the directory in the archive
  std::uint64_t bytes = 0;  // of the directory
};

/// As Python's zipfile writes it: with the records of large archives (ZIP64) from 65,536 members or 2 GB on.
/// Source: PKWARE, "APPNOTE.TXT - .ZIP File Format Specification", 4.3.14 to 4.3.16.
std::string zip_end(const ZipEnd& end);

/// Appends the lowest `bytes` of a number, the lowest first.
void put_number(std::string& out, std::uint64_t value, int bytes);

}  // namespace cxsam::system
