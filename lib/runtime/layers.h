// Folders that are made for layers: several as one, for machines without overlays, and one with places to mount at.
#pragma once

#include <filesystem>
#include <span>

#include "base/result.h"

namespace cxsam::runtime {

/// Fills `target` with hard links to the layers' files (copies across file systems); a later layer wins.
Result<void> merge_layers(std::span<const std::filesystem::path> layers, const std::filesystem::path& target);

/// Gives `target` the same folders, and empty files, as there are at `paths` below `root`.
Result<void> make_mount_points(std::span<const std::filesystem::path> paths, const std::filesystem::path& root,
                               const std::filesystem::path& target);

}  // namespace cxsam::runtime
