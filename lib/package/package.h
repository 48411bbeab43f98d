// `cxsam package`: one archive for each piece of code, and a template that names them.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "diagnostic/diagnostic.h"
#include "facts/limits.h"
#include "package/store.h"
#include "project/project.h"
#include "system/archive.h"

namespace cxsam::package {

struct Options {
  std::filesystem::path output_folder;    // absolute: where the store puts files; "" = not on this machine
  std::filesystem::path template_folder;  // absolute: where the template will lie
  bool json = false;                      // write the template as JSON
  bool as_sam = false;                    // byte by byte as SAM CLI writes it: with the id of each resource in its Metadata
  /// Code whose path only the deployment knows stays as it is written, with a warning; what is missing is told in its words.
  bool called_sam = false;
  facts::Limits limits;
};

/// One thing in the store and the resources that use it.
struct Packed {
  std::vector<std::string> ids;  // full paths; of a nested stack's template the stack's
  std::string place;             // see Stored
  system::ZipSize size;          // `unzipped` is 0 for files that are passed on as they are
};

struct Package {
  std::vector<Packed> packed;
  std::string text;  // of the template
};

/// Zips the code of functions and layers, passes archives and other local files on, and rewrites the template; those of nested
/// stacks go to the store before it. The same content is stored once. What breaks Lambda's limits goes to
/// `diagnostics`; with errors there the text is empty. Source: AWS Lambda developer guide, "Lambda quotas".
Result<Package> package(const project::Project& project, const Options& options, Store& store, Diagnostics& diagnostics);

}  // namespace cxsam::package
