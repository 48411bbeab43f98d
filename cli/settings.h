// What a command's options get from outside the command line.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cli/command.h"
#include "config/precedence.h"

namespace cxsam::cli {

/// The variable's value, if it is set.
std::optional<std::string> environment_variable(std::string_view name);

/// The tables of samconfig that concern the command: --config-file, else the file beside the template that was named,
/// else the one in the working folder. A command without --config-file reads none.
/// Source: SAM CLI, "AWS SAM CLI configuration file".
Result<config::Samconfig> read_settings(const Command& command, const config::Typed& typed);

/// With --save-params: the typed options become the defaults in samconfig.toml, but for those that the global table
/// already says.
Result<void> save_typed_options(system::Terminal& terminal, const Command& command, const config::Typed& typed,
                                const config::Samconfig& samconfig);

/// One note on standard error for each option that was typed or stands in the command's table and changes nothing here.
void note_options_without_effect(system::Terminal& terminal, const Command& command, const config::Values& values);

/// With --debug: each value that is no default, and where it came from.
void say_where_values_came_from(system::Terminal& terminal, const Command& command, const config::Values& values);

}  // namespace cxsam::cli
