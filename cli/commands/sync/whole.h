// A sync of the whole stack: through CloudFormation where the template needs
// it.
#pragma once

#include <string>

#include "aws/client.h"
#include "cli/command.h"
#include "sync/session.h"

namespace cxsam::cli::sync_command {

/// `prepared` is built whole. `always`: ask CloudFormation also where only code
/// has changed. Gives the exit code.
Task<Result<int>> sync_whole(Context& context, aws::Client& client, const std::string& region, const sync::Request& request,
                             const sync::Prepared& prepared, bool always);

}  // namespace cxsam::cli::sync_command
