// What stands in a build folder from builds before and belongs to nothing any more. Only what a build put there is removed.
#pragma once

#include <set>
#include <string>

#include "base/result.h"
#include "build/make.h"
#include "project/project.h"

namespace cxsam::build {

using Ids = std::set<std::string, std::less<>>;  // full paths

/// Folders of functions and layers that the template no longer has: what has a record, or stood in the record of a function
/// that it shared its code with (`earlier`).
Result<void> remove_stale_outputs(const Folders& folders, const Ids& earlier, const Ids& built);

/// Before a build: the code of a function whose logical id is a nested stack now.
Result<void> make_room_for_stacks(const project::Project& project, const Folders& folders);

/// After it: remembers the nested stacks and, when the `whole` template was built, removes the templates of those that are no
/// more, and their folders if nothing else is in them.
Result<void> note_stacks(const project::Project& project, bool whole, const Ids& built, const Folders& folders);

}  // namespace cxsam::build
