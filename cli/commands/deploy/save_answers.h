// What was answered to `deploy --guided` becomes the default in samconfig.toml.
#pragma once

#include "cli/commands/deploy/guided.h"

namespace cxsam::cli::deploy_command {

/// Writes the file and says so. Secrets are no part of it.
Result<void> save_answers(Context& context, const Guided& guided);

}  // namespace cxsam::cli::deploy_command
