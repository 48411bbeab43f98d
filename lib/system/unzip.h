// The other way from archive.h: what an archive holds, as a folder.
#pragma once

#include <filesystem>

#include "base/result.h"

namespace cxsam::system {

/// Whether the file begins as zip archives do; jars are such archives too.
bool is_zip(const std::filesystem::path& file);

/// Whether a file is code that is taken as it is: a zip archive by its content, or one by its name.
bool is_archive(const std::filesystem::path& file);

/// Unpacks a zip archive into the folder `target`, which is made when it is missing. Modes and links are kept; what is
/// unpacked can always be read and removed by its owner.
/// Errors: no zip archive, a damaged or encrypted one, a packing other than Lambda's own (stored, deflated), a member that
/// leads out of `target`, more than 1 GiB (Lambda takes 250 MB).
Result<void> unpack_zip(const std::filesystem::path& archive, const std::filesystem::path& target);

}  // namespace cxsam::system
