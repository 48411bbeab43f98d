// `deploy`, from its options to its exit code.
#pragma once

#include "cli/command.h"

namespace cxsam::cli::deploy_command {

int run(Context& context);

}  // namespace cxsam::cli::deploy_command
