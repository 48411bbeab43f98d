// Which files a function's bundle begins with, and where Lambda looks for what comes of them.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "build/workflow.h"

namespace cxsam::build::esbuild {

struct EntryPoints {
  std::vector<std::string> files;  // relative to the code's folder
  /// The bundles keep the folders of their sources, since the handler names them: "src/app.handler".
  bool keep_folders = false;
};

/// BuildProperties.EntryPoints, with or without their extensions, else the file of the handler. The error names what is not
/// there.
Result<EntryPoints> find_entry_points(const Job& job);

/// A note where the handler names none of the files that were built.
void note_lost_handler(const Job& job, const Progress& progress);

}  // namespace cxsam::build::esbuild
