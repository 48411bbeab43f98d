// `cxsam package --output-dir`: one archive for each piece of code, and a template that names them.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "diagnostic/diagnostic.h"
#include "facts/limits.h"
#include "project/project.h"
#include "system/archive.h"

namespace cxsam::package {

struct Options {
  std::filesystem::path output_folder;    // absolute; made when missing
  std::filesystem::path output_template;  // absolute; archives are named relative to its folder
  bool json = false;                      // write the template as JSON
  facts::Limits limits;
};

/// One file in the output folder, named by its content, and the resources that use it.
struct Packed {
  std::vector<std::string> ids;  // full paths; of a nested stack's template the stack's
  std::filesystem::path file;
  system::ZipSize size;  // `unzipped` is 0 for files that are passed on as they are
};

/// Zips the code of functions and layers, passes archives and other local files on, and writes the template; those of nested
/// stacks go to the output folder before it. The same content is stored once. What breaks Lambda's limits goes to
/// `diagnostics`; with errors there no template is written. Source: AWS Lambda developer guide, "Lambda quotas".
Result<std::vector<Packed>> package(const project::Project& project, const Options& options, Diagnostics& diagnostics);

}  // namespace cxsam::package
