// What `build` prints.
#pragma once

#include "build/build.h"
#include "cli/command.h"

namespace cxsam::cli::build_command {

/// SAM CLI's block of lines after a build; editors and scripts look for its first words.
void show_sam_success(Context& context, const build::Report& report, const std::filesystem::path& build_folder);
void show_sam_failure(Context& context);

/// Why each definition was built, or that it was not.
void show_reasons(system::Terminal& terminal, const build::Report& report);

void show_json(system::Terminal& terminal, const build::Report& report, const std::filesystem::path& build_folder);
void show_json_failure(system::Terminal& terminal, const Error& error);

}  // namespace cxsam::cli::build_command
