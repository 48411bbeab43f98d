// Builds one definition, or finds that there is nothing to do. Works on folders and records; knows nothing of templates.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "build/plan.h"
#include "build/told.h"

namespace cxsam::build {

/// Where a build keeps things; all absolute, on one file system.
struct Folders {
  std::filesystem::path build;         // <full path>/ each, and template.yaml of each stack
  std::filesystem::path dependencies;  // <uuid>/ each
  [[nodiscard]] std::filesystem::path list() const { return build.parent_path() / "build.toml"; }
  [[nodiscard]] std::filesystem::path lock() const { return build / ".cxsam" / "lock"; }
  [[nodiscard]] std::filesystem::path records() const { return build / ".cxsam" / "records"; }
  [[nodiscard]] std::filesystem::path record(std::string_view id) const;
  /// The id that a file in records() is for.
  static std::string id_of_record(const std::filesystem::path& record);
  /// The nested stacks that the last build wrote templates for, one path a line.
  [[nodiscard]] std::filesystem::path stacks() const { return build / ".cxsam" / "stacks"; }
  [[nodiscard]] std::filesystem::path unfinished() const { return build / ".cxsam" / "unfinished"; }
  /// There while the last build is one that failed: it holds why.
  [[nodiscard]] std::filesystem::path failure() const { return build / ".cxsam" / "failure"; }
};

struct MakeOptions {
  bool from_scratch = false;  // pass over the record of the last build
  bool in_source = false;
  bool debug = false;       // compilers keep what debuggers need
  bool verbose = false;     // what tools print is told as it comes
  bool sam_errors = false;  // errors begin with SAM CLI's builder and step: "PythonPipBuilder:ResolveDependencies - "
  /// Whose code is built without what a layer is going to bring. Null: nobody's.
  std::function<bool(const Definition&)> code_alone = nullptr;
};

/// The dependencies that code was built without; empty where there are none.
struct ForLayer {
  std::filesystem::path content;  // a folder
  std::filesystem::path place;    // where in a layer what is in it belongs: "python", "nodejs/node_modules"
};

struct Made {
  Work work = Work::None;
  std::vector<std::string> reasons;      // why something was done; empty when nothing was
  std::string dependencies_id;           // in use after this build
  std::string stale_dependencies_id;     // of the last build, when it was another; "" = none
  std::vector<std::string> earlier_ids;  // that shared the code in the last build and do no longer
  ForLayer for_layer = {};
};

/// Fills `folders.build`/<id> for each of the definition's ids. Each folder appears whole or stays as it was. `voice` is called
/// from this thread.
Result<Made> make(const Definition& definition, const Folders& folders, const MakeOptions& options, const Voice& voice);

}  // namespace cxsam::build
