// What `sync` says of resources.
#pragma once

#include "cli/command.h"
#include "loop/clock.h"
#include "sync/session.h"

namespace cxsam::cli::sync_command {

/// SAM CLI's lines, on standard error. Both must outlive it.
sync::Tell make_tell(Context& context, const Clock& clock);

/// A line in a colour, where standard error has any.
void say(system::Terminal& terminal, std::string_view colour, const std::string& line);

inline constexpr std::string_view kCyan = "\x1b[36m", kGreen = "\x1b[32m", kYellow = "\x1b[33m";

/// Findings, and what a build says: nothing when called as `sam`.
sync::Voices make_voices(Context& context);

}  // namespace cxsam::cli::sync_command
