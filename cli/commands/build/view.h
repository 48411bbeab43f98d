// What `build` prints.
#pragma once

#include <string_view>
#include <vector>

#include "build/build.h"
#include "cli/command.h"

namespace cxsam::cli::build_command {

/// SAM CLI's block of lines after a build; editors and scripts look for its first words.
void show_sam_success(Context& context, const build::Report& report, const std::filesystem::path& build_folder);
void show_sam_failure(Context& context);

/// Why each definition was built, or that it was not.
void show_reasons(system::Terminal& terminal, const build::Report& report);

/// Why nothing was built, as `--output json` has it.
struct Failure {
  std::string_view type;  // SAM CLI's name for it
  Error error;
  std::vector<std::string> resources = {};
};

/// SAM CLI's objects on one line, with members of cxsam's own behind those of resources.
void show_json(system::Terminal& terminal, const build::Report& report, const std::filesystem::path& build_folder);
void show_json_failure(system::Terminal& terminal, const Failure& failure);

}  // namespace cxsam::cli::build_command
