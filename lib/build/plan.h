// What has to be built: functions and layers of the source template, grouped so that equal code is built once.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "build/workflow.h"
#include "project/project.h"

namespace cxsam::build {

/// Code that is built once, for one layer or for functions that share it.
struct Definition {
  bool layer = false;
  std::vector<std::string> ids;  // full paths (application::full_path), in template order
  std::string logical_id;        // of the first, without the stack's path: names make's target
  const Workflow* workflow = nullptr;
  std::string method;   // the runtime or Metadata.BuildMethod
  std::string runtime;  // of functions
  std::string architecture;
  std::string handler;                           // of the first function
  std::vector<std::string> compatible_runtimes;  // of a layer
  Node properties;                               // Metadata.BuildProperties
  std::filesystem::path code;                    // absolute
  std::filesystem::path manifest;

  /// What its workflow is told; folders of the build itself are empty.
  [[nodiscard]] Job job() const;
  /// Everything but files that decides the result, for records and for `--explain`.
  [[nodiscard]] std::map<std::string, std::string, std::less<>> settings() const;
  /// A UUID that is the same for the same definition, as the tables of build.toml are named.
  [[nodiscard]] std::string uuid() const;
  /// MD5 of the manifest in hexadecimal, as build.toml and messages name it; "" without one.
  [[nodiscard]] std::string manifest_hash() const;
};

struct PlanOptions {
  std::filesystem::path base_folder;  // what code paths of the root are relative to; absolute
  std::filesystem::path manifest;     // instead of the workflow's own; "" = none; absolute
  std::string resource;               // build this one alone: a full path, or a logical id in any stack; "" = all
  std::vector<std::string> excluded;  // left out: full paths, or logical ids in any stack
};

struct Plan {
  std::vector<Definition> definitions;
  std::vector<std::string> notes;   // what is left as it is, and why: image functions, archives, SkipBuild
  std::vector<std::string> images;  // full paths of functions whose image is to be made of a Dockerfile
};

/// Findings (no code folder, a runtime that no workflow builds, a wrong architecture) go to `diagnostics`. The error is a
/// resource that the template does not have, or that there are only images to make.
Result<Plan> make_plan(const project::Project& project, const PlanOptions& options, Diagnostics& diagnostics);

}  // namespace cxsam::build
