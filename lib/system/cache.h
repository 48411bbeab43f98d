// What cxsam keeps on this machine between its runs and can make again at any time.
#pragma once

#include <filesystem>

namespace cxsam::system {

/// $XDG_CACHE_HOME/cxsam, else ~/.cache/cxsam, else a folder of this user below the one for temporary files. It may not exist.
/// Source: XDG Base Directory Specification.
std::filesystem::path cache_folder();

}  // namespace cxsam::system
