// Files whose times say when their content changed: start-api watches the built template.
#pragma once

#include <filesystem>
#include <string>

#include "base/result.h"

namespace cxsam::build {

/// Leaves the file alone when it says the same already.
Result<void> write_if_changed(const std::filesystem::path& path, const std::string& text);

}  // namespace cxsam::build
