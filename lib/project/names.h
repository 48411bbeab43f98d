// The names by which people call functions and layers besides their full paths.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "project/project.h"

namespace cxsam::project {

/// The full paths of the functions and layers that are called so: by the construct's path ("Shop/Hello/Resource", "Shop/Hello",
/// "Hello"), by `Metadata.SamResourceId` or by `FunctionName`. Source: SAM CLI, "sam local invoke"; AWS CDK, `aws:cdk:path`.
std::vector<std::string> called(const Project& project, std::string_view name);

}  // namespace cxsam::project
