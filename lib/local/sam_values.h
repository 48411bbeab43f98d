// What functions find in their environment where SAM CLI gives a reference a value and Lambda knows none before deployment.
#pragma once

#include "project/project.h"

namespace cxsam::local {

/// A parameter without a value has its name as one; one whose value is in Parameter Store has the name there. Source: SAM CLI,
/// "sam local invoke", what it gives to functions.
void name_unknown_values(project::Project& project);

}  // namespace cxsam::local
