// Manual pages (man(7) macros), made from the tables that --help is made from.
#pragma once

#include <span>
#include <string>

#include "cli/command.h"

namespace cxsam::cli {

/// "cxsam-local-invoke": the page's name, without its section (1).
std::string manual_name(const Command& command);

/// The page of one command.
std::string manual_page(const Command& command);

/// cxsam(1): what the program is, its commands, files, environment and exit codes.
std::string manual_overview(std::span<const Command* const> commands);

}  // namespace cxsam::cli
