// Archives as code: a zip or jar runs from a folder that it is unpacked into once.
#pragma once

#include <filesystem>

#include "base/result.h"

namespace cxsam::runtime {

/// The folder that holds what the archive holds, named by the archive's digest in the cache. Equal archives share one;
/// folders that nothing has asked for in 30 days go when another archive is unpacked.
/// Errors: see system::unpack_zip().
Result<std::filesystem::path> unpacked(const std::filesystem::path& archive);

}  // namespace cxsam::runtime
