// How wrong use is told: the error, and the usage with it.
#pragma once

#include <string>
#include <string_view>

#include "cli/command.h"

namespace cxsam::cli {

/// "Usage: sam deploy [OPTIONS]", "Try 'sam deploy -h' for help." and the fault, laid out as SAM CLI does. `command` is
/// without the program ("local invoke", "" for none), `arguments` what comes behind "[OPTIONS]".
std::string sam_usage_text(std::string_view command, std::string_view arguments, std::string_view fault);

/// What SAM CLI calls the arguments of a command: "[FUNCTION_LOGICAL_ID]", "" for none.
std::string_view sam_arguments(std::string_view command);

/// "Usage: cxsam build [OPTIONS]" and where there is more.
std::string command_usage(const Command& command, std::string_view program);

/// Reports the error and the usage below it; returns kUsage.
int usage_error(system::Terminal& terminal, const Error& error, std::string_view usage);

/// The same for a command that has its options: sam_usage_text() under the name `sam`.
int usage_error(Context& context, const Error& error);

}  // namespace cxsam::cli
