// Tar archives as folders, with what layers of container images say in them.
#pragma once

#include <cstdint>
#include <filesystem>

#include "base/result.h"

namespace cxsam::system {

/// Unpacks a tar archive (plain or packed with gzip) over the folder `root`, which exists, as a layer of an image lies over
/// those below it:
/// `.wh.NAME` takes NAME away, `.wh..wh..opq` all that its folder held, a file takes the place of what had its name. Links,
/// also absolute ones, are followed within `root` alone. Owners, times and the bits for another user are left out, and so are
/// devices; what is unpacked can be read and removed by its owner. At most `max_bytes` of files. Errors: no tar archive, a
/// damaged one, one packed with zstandard, a member that leads out of `root`, more than `max_bytes`. Source: OCI image
/// specification, "Image Layer Filesystem Changeset".
Result<void> unpack_tar(const std::filesystem::path& archive, const std::filesystem::path& root, std::uint64_t max_bytes);

}  // namespace cxsam::system
