// From the options of `sync` to what is asked for.
#pragma once

#include "cli/command.h"
#include "sync/session.h"

namespace cxsam::cli::sync_command {

/// Error: there is no template, or words that cannot be read.
Result<sync::Request> read_request(Context& context);

}  // namespace cxsam::cli::sync_command
