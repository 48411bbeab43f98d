// What one definition would be built from now.
#pragma once

#include "base/result.h"
#include "build/definition.h"
#include "build/make.h"
#include "build/record.h"

namespace cxsam::build {

/// Settings, files, and the folders of the last build as they stand on disk. Files that are as they were in `before` are not
/// read.
Result<Record> look_at_present(const Definition& definition, const Job& job, const Folders& folders, const MakeOptions& options,
                               const Record& before);

/// What the tools have written beside the sources, such as lock files, is what this build was made from.
Result<void> take_over_made_files(const Job& job, const Workflow& workflow, Record& present);

}  // namespace cxsam::build
