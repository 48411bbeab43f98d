// `sync --watch`.
#pragma once

#include "cli/command.h"
#include "sync/session.h"

namespace cxsam::cli::sync_command {

/// Brings everything away, then each change, until Ctrl-C. What fails is told,
/// and waits for the next change.
int sync_and_watch(Context& context, const sync::Request& request);

}  // namespace cxsam::cli::sync_command
