// Folders in the cache that are made once, of something that can be had again.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "base/result.h"

namespace cxsam::runtime {

/// The folder `key` of the kind (a folder of the cache): what is there, else what `make` puts into an empty one. It appears
/// whole or not at all. Folders that nothing has asked for in 30 days go when another one is made. Errors: those of `make`.
Result<std::filesystem::path> cached_folder(const std::string& kind, const std::string& key,
                                            const std::function<Result<void>(const std::filesystem::path& fresh)>& make);

}  // namespace cxsam::runtime
