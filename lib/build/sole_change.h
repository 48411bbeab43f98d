// A build in which one file alone is another: the last result needs that file and no copy of all the others.
#pragma once

#include <cstdint>
#include <filesystem>

#include "base/result.h"
#include "build/source_state.h"

namespace cxsam::build {

/// The one file that `after` has with another content or mode than `before`; null when it is not this alone that differs.
const system::TreeEntry* find_sole_change(const SourceState& before, const SourceState& after);

/// Whether everything in `folder` is as it was at `time` (nanoseconds since 1970): nothing was written, made, moved or removed.
bool untouched_since(const std::filesystem::path& folder, std::int64_t time);

/// Puts a copy of the file `from` in the place of the file `to`, in one step: after a crash `to` is the old file or the new
/// one. `aside` is in the same file system, and nothing is there afterwards.
Result<void> replace_file(const std::filesystem::path& from, const std::filesystem::path& aside,
                          const std::filesystem::path& to);

}  // namespace cxsam::build
