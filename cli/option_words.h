// How options are shown to a person, the same in --help, in manual pages and in what shells complete.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/command.h"

namespace cxsam::cli {

/// Whether --help and shells show it: it is not hidden and does something.
bool is_shown(const OptionSpec& option);

/// As it is typed: "-t, --template-file, --template FILE" or "-c, --[no-]cached".
std::string option_label(const OptionSpec& option);

/// Its sentences, then choices, default and environment in brackets. Blanks at which no line may end are kUnbroken.
std::string option_text(const OptionSpec& option);
inline constexpr const char* kUnbroken = "\u00a0";

/// "--skip-pull-image": what is accepted as in SAM CLI, without effect.
std::vector<std::string> names_without_effect(const Command& command);

/// The note about samconfig.toml; "" for a command that does not read it.
std::string samconfig_note(const Command& command);

}  // namespace cxsam::cli
