// How commands that work on one template get it.
#pragma once

#include "cli/command.h"
#include "project/project.h"

namespace cxsam::cli {

/// Loads the template of --template-file or of this folder, with --parameter-overrides and --region. Findings are printed. The
/// error is that there is no template, or none that could be worked with.
Result<project::Project> load_for_code(Context& context, bool built_first);
/// The same; `findings` gets what was printed.
Result<project::Project> load_for_code(Context& context, bool built_first, Diagnostics& findings);

/// Prints findings to standard error.
void show_findings(Context& context, const Sources& sources, const Diagnostics& diagnostics);

}  // namespace cxsam::cli
