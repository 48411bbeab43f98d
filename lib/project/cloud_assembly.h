// What `cdk synth` writes: a folder with a manifest, the templates of stacks, and their code.
#pragma once

#include <filesystem>

#include "base/result.h"

namespace cxsam::project {

bool is_cloud_assembly(const std::filesystem::path& folder);

/// The template of the assembly's only stack, those of nested assemblies (stages) counted. The error names the templates when
/// there are several. Source: AWS CDK, "Cloud assembly", manifest.json.
Result<std::filesystem::path> template_of_assembly(const std::filesystem::path& folder);

}  // namespace cxsam::project
