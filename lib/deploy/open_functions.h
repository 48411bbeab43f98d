// Functions that anybody may call.
#pragma once

#include <string>
#include <vector>

#include "project/project.h"

namespace cxsam::deploy {

/// What has no authentication, as SAM CLI names it: "Hello" of a function behind an API, "Hello Function Url" of one with a
/// URL. Source: SAM CLI, "sam deploy", `--guided`.
std::vector<std::string> find_open_functions(const project::Project& project);

}  // namespace cxsam::deploy
