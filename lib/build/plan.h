// What has to be built: functions and layers of the source template, grouped so that equal code is built once.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "build/definition.h"
#include "project/project.h"

namespace cxsam::build {

struct PlanOptions {
  std::filesystem::path base_folder;  // what code paths of the root are relative to; absolute
  bool base_is_given = false;         // by `--base-dir`: code is named relative to it
  std::filesystem::path manifest;     // instead of the workflow's own; "" = none; absolute
  std::string resource;               // build this one alone: a full path, or a logical id in any stack; "" = all
  std::vector<std::string> excluded;  // left out: full paths, or logical ids in any stack
  bool as_sam = false;                // refuse what SAM CLI refuses
};

/// What a person should know: what is left as it is and why.
struct Remark {
  std::string text;
  std::string as_sam = "";  // in SAM CLI's words; "" = it says nothing of it
};

struct Plan {
  std::vector<Definition> definitions;  // layers first
  std::vector<Remark> remarks;          // image functions, archives, SkipBuild
  std::vector<std::string> images;      // full paths of functions whose image is to be made of a Dockerfile
  /// Why SAM CLI would not build it, in its words: `begun` when it would find out on the way.
  struct Refusal {
    Error error;
    bool begun = true;
  };
  std::optional<Refusal> refusal;  // the first; under SAM CLI's name it counts in place of the findings
};

/// Findings (no code folder, a runtime that no workflow builds, a wrong architecture) go to `diagnostics`. The error is a
/// resource that the template does not have, or that there are only images to make.
Result<Plan> make_plan(const project::Project& project, const PlanOptions& options, Diagnostics& diagnostics);

}  // namespace cxsam::build
