// What is said the same to persons and to programs.
#pragma once

#include <string>
#include <vector>

#include "aws/services/cloudformation.h"

namespace cxsam::cli::deploy_command {

/// What is added, then what is modified, then what is removed, then imports and what only the execution decides. Source: SAM
/// CLI.
std::vector<aws::ResourceChange> by_action(std::vector<aws::ResourceChange> changes);

/// That the stack is what the template says already.
std::string no_changes(const std::string& stack);

}  // namespace cxsam::cli::deploy_command
