// The program called as `cfn-lint`, for editors and scripts that call that.
#pragma once

#include <span>
#include <string>

#include "system/terminal.h"

namespace cxsam::cli::cfn_lint {

/// Returns cfn-lint's exit code.
int run(system::Terminal& terminal, std::span<const std::string> words);

}  // namespace cxsam::cli::cfn_lint
