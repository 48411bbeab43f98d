// How large a package is, or would be, without writing it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>

#include "base/result.h"
#include "system/archive.h"

namespace cxsam::system {

/// The sizes of a zip file that is there, from its directory: nothing is unpacked. A member that does not say its size counts
/// as 0.
Result<ZipSize> measure_zip(const std::filesystem::path& file);

/// What a folder would take as a zip, from samples of its files: exact for the unzipped size, within a few percent for the
/// zipped one. At most 16 MiB are read, however large the folder is.
Result<ZipSize> estimate_zip(const std::filesystem::path& root, std::span<const std::string_view> excluded_names = {});

}  // namespace cxsam::system
