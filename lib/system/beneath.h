// Paths below a folder that is taken for the root of a file system: nothing in it, no link either, leads out of it.
#pragma once

#include <string>

#include "base/descriptor.h"

namespace cxsam::system {

/// Opens `path` below the folder `root`, as a process would whose root that folder is. Not valid on an error, which errno has.
Descriptor open_beneath(int root, const std::string& path, int flags);

/// The folder at `path` (relative and normal; "" is the root) with its parents, made where they are missing. Not valid on an
/// error.
Descriptor make_folders_beneath(int root, const std::string& path);

}  // namespace cxsam::system
