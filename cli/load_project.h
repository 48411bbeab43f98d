// How commands that work on one template get it.
#pragma once

#include <filesystem>
#include <memory>

#include "cli/command.h"
#include "project/project.h"

namespace cxsam::cli {

struct LoadedProject {
  std::unique_ptr<Sources> sources;
  project::Project project;
};

/// Loads the template of --template-file or of this folder, with --parameter-overrides and --region. Findings are printed. The
/// error is that there is no template, or none that could be worked with; findings of the transform alone (E0001) are
/// no obstacle to handling code.
Result<LoadedProject> load_for_code(Context& context, bool built_first);

/// Prints findings to standard error.
void show_findings(Context& context, const Sources& sources, const Diagnostics& diagnostics);

}  // namespace cxsam::cli
