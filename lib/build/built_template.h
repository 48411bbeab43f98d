// The template that stands in the build folder: code paths lead to what was built, other local paths still to where they led.
#pragma once

#include <filesystem>
#include <set>
#include <string>

#include "project/project.h"

namespace cxsam::build {

/// A copy of the source in which the code of each id in `built` is the folder of that name, every other local path is
/// rewritten from the template's folder to `build_folder`, and each resource has Metadata.SamResourceId.
/// Source: AWS SAM developer guide, "sam build".
Node built_template(const project::Project& project, const std::set<std::string, std::less<>>& built,
                    const std::filesystem::path& build_folder);

}  // namespace cxsam::build
