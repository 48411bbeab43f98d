// A sync of code alone, which CloudFormation does not hear of.
#pragma once

#include "aws/client.h"
#include "cli/command.h"
#include "sync/session.h"

namespace cxsam::cli::sync_command {

/// Builds what the request chooses, brings it away and says so. Gives the exit code.
Task<Result<int>> sync_code(Context& context, aws::Client& client, const sync::Request& request, const sync::Voices& voices);

/// The exit code after so many units could not be brought away.
Result<int> exit_code_of(const Result<std::size_t>& failed);

}  // namespace cxsam::cli::sync_command
