// The template of a stack that stands in the build folder: code paths lead to what was built, other local paths still to where
// they led.
#pragma once

#include <filesystem>
#include <set>
#include <string>

#include "base/result.h"
#include "build/make.h"
#include "project/project.h"

namespace cxsam::build {

/// A copy of the stack's source in which the code of each full path in `built` is the folder of that logical id, a nested
/// stack's template is `<LogicalId>/template.yaml`, every other local path is rewritten from the template's folder to `folder`,
/// what was built and nested stacks have Metadata.SamResourceId, and assets of the AWS CDK Metadata.SamNormalized. Source: AWS
/// SAM developer guide, "sam build".
Node built_template(const project::Stack& stack, const std::set<std::string, std::less<>>& built,
                    const std::filesystem::path& folder);

/// Writes that of each stack, the root's last: when it is there, all that it names is. What says the same already is left
/// alone. `as_sam`: in the layout that SAM CLI gives it.
Result<void> write_templates(const project::Project& project, const std::set<std::string, std::less<>>& built,
                             const Folders& folders, bool as_sam);

}  // namespace cxsam::build
