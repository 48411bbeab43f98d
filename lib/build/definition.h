// One piece of code that is built: what the template says of it, with parameters given values.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "build/workflow.h"

namespace cxsam::build {

/// Code that is built once, for one layer or for functions that share it.
struct Definition {
  bool layer = false;
  std::vector<std::string> ids;    // full paths (application::full_path), in template order
  std::vector<std::string> names;  // the same as SAM CLI calls them: by construct, or by Metadata.SamResourceId
  std::string logical_id;          // of the first, without the stack's path: names make's target
  const Workflow* workflow = nullptr;
  std::string method;   // the runtime or Metadata.BuildMethod
  std::string runtime;  // of functions
  std::string architecture;
  std::string handler;                           // of the first function
  std::vector<std::string> compatible_runtimes;  // of a layer
  Node properties;                               // Metadata.BuildProperties
  Node metadata;                                 // Metadata as it is written, without SamResourceId
  std::filesystem::path code;                    // absolute
  std::string code_uri;                          // the same as SAM CLI names it: with --base-dir as the template does
  std::filesystem::path manifest;
  std::filesystem::path working = {};  // where make runs: `code`, a folder of it, or another one

  /// What its workflow is told; folders of the build itself are empty.
  [[nodiscard]] Job job() const;
  /// Everything but files that decides the result, for records and for `--explain`.
  [[nodiscard]] std::map<std::string, std::string, std::less<>> settings() const;
  /// A UUID that is the same for the same definition, as the tables of build.toml are named.
  [[nodiscard]] std::string uuid() const;
  /// MD5 of the manifest in hexadecimal, as build.toml and messages name it; "" without one.
  [[nodiscard]] std::string manifest_hash() const;
};

/// Whether one build serves both: functions with the same settings and metadata. Source: SAM CLI, build.toml.
bool share(const Definition& a, const Definition& b);

}  // namespace cxsam::build
