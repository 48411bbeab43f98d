// Where a build by the user's Makefile takes place, as Metadata may say.
#pragma once

#include <filesystem>

#include "build/definition.h"
#include "build/described.h"

namespace cxsam::build {

/// Sets the code (ProjectRootDirectory), the manifest (the Makefile in ContextPath) and the working folder (WorkingDirectory)
/// where Metadata names them, relative to the template's folder `base`. False after a finding: a value that is no text before
/// deployment, or a folder that is missing.
/// Source: SAM CLI, what it makes of such templates.
bool set_make_folders(const Described& described, const std::filesystem::path& base, Definition& made,
                      Diagnostics& diagnostics);

}  // namespace cxsam::build
