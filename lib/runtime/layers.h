// Several layers as one folder, for machines without overlays.
#pragma once

#include <filesystem>
#include <span>

#include "base/result.h"

namespace cxsam::runtime {

/// Fills `target` with hard links to the layers' files (copies across file systems); a later layer wins.
Result<void> merge_layers(std::span<const std::filesystem::path> layers, const std::filesystem::path& target);

}  // namespace cxsam::runtime
