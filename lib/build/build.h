// `cxsam build`: everything between a project and a finished .aws-sam/build.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "build/make.h"
#include "build/plan.h"
#include "project/project.h"

namespace cxsam::build {

struct Options {
  PlanOptions plan;
  std::filesystem::path build_folder;  // absolute; build.toml stands beside it
  MakeOptions make;
  bool parallel = false;  // two definitions at a time
  bool hashes = false;    // build.toml holds hashes, as that of `sam build --cached`
};

/// What became of one definition.
struct Item {
  std::vector<std::string> ids;
  bool layer = false;
  std::string runtime;  // of functions
  std::string architecture;
  std::vector<std::string> compatible_runtimes;  // of a layer
  Work work = Work::None;
  std::vector<std::string> reasons;
  ForLayer for_layer = {};
};

struct Report {
  std::vector<Item> items;
  std::filesystem::path template_path;
};

/// Builds what has changed and removes what the template no longer has. Findings keep it from starting. One build at a
/// time works on a build folder; a second waits. Without `parallel` the first failure ends it.
Result<Report> build(const project::Project& project, const Options& options, Diagnostics& diagnostics, const Voice& voice);

/// What a build reads: templates, code, and what workflows name besides; for watching it. Findings are left to build().
class Inputs {
 public:
  Inputs(const project::Project& project, const Options& options);

  /// Files and folders, which need not exist.
  [[nodiscard]] std::vector<std::filesystem::path> places() const;
  /// Whether a build would look at the file: not what builds themselves leave in folders of code (`target`, `obj`).
  [[nodiscard]] bool has(const std::filesystem::path& file) const;

 private:
  struct Code {
    std::vector<std::filesystem::path> places;
    std::span<const std::string_view> excluded_names;
  };
  std::vector<std::filesystem::path> templates_;
  std::vector<Code> code_;
  std::filesystem::path build_folder_;
};

}  // namespace cxsam::build
