// Zip archives through libarchive, with the same bytes on any day, in any time zone and for any user.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>

#include "base/result.h"
#include "system/tree.h"

namespace cxsam::system {

struct ZipSize {
  std::uint64_t zipped = 0;    // bytes of the archive
  std::uint64_t unzipped = 0;  // bytes of all files in it
};

/// Zips entries of the folder `root`, as walk_tree() lists them. What varies between machines is left out: all times are
/// 1980-01-01, owners are root, modes are 0755 for folders and for what may be executed and 0644 for the rest. The
/// archive is written beside `output` and renamed when it is whole.
Result<ZipSize> write_zip(const std::filesystem::path& root, std::span<const TreeEntry> entries,
                          const std::filesystem::path& output);

}  // namespace cxsam::system
