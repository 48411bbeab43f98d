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
  std::filesystem::path build_folder;  // absolute; build.toml and deps/ stand beside it
  MakeOptions make;
  bool parallel = false;  // two definitions at a time
};

/// What became of one definition.
struct Item {
  std::vector<std::string> ids;
  Work work = Work::None;
  std::vector<std::string> reasons;
};

struct Report {
  std::vector<Item> items;
  std::filesystem::path template_path;
};

/// Builds what has changed and removes what the template no longer has. Findings keep it from starting. One build at a
/// time works on a build folder; a second waits. Without `parallel` the first failure ends it.
Result<Report> build(const project::Project& project, const Options& options, Diagnostics& diagnostics, const Voice& voice);

}  // namespace cxsam::build
