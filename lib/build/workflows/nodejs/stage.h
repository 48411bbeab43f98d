// Where npm works: copies of a function's package and of the local packages that it needs, at the same places to each other
// as in the user's project, so that manifests and lock files are right as they are.
#pragma once

#include <array>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "build/workflow.h"
#include "build/workflows/nodejs/workspaces.h"

namespace cxsam::build::nodejs {

/// The folders that decide what npm installs for one package.
struct LocalPackages {
  std::filesystem::path package;             // the function's own
  std::optional<Workspaces> workspaces;      // that it belongs to
  std::set<std::filesystem::path> needed;    // local packages that it needs, directly or through others
  std::set<std::filesystem::path> archives;  // "file:lib-1.0.tgz", and what does not exist
  bool own_scripts = false;                  // run on installing, and may read any file of the package

  /// Where npm is started: the root of the workspaces, else the package.
  [[nodiscard]] const std::filesystem::path& root() const { return workspaces ? workspaces->root : package; }
  /// The name of the package as npm's --workspace takes it; "" when npm runs in the package itself.
  [[nodiscard]] std::string workspace() const;
  /// Files and folders that decide the result.
  [[nodiscard]] std::vector<std::filesystem::path> inputs() const;
};

/// What of a local package's folder is no part of it.
inline constexpr std::array<std::string_view, 4> kNotOfPackages{"node_modules", ".aws-sam", ".git", ".DS_Store"};

/// The innermost folder that holds both.
std::filesystem::path common_folder(const std::filesystem::path& a, const std::filesystem::path& b);

/// Of the package whose manifest this is.
LocalPackages find_local_packages(const std::filesystem::path& manifest);

class Stage {
 public:
  /// Makes the copies below `job.scratch`.
  static Result<Stage> make(const Job& job, const LocalPackages& packages);

  /// The copy of a place.
  [[nodiscard]] std::filesystem::path copy_of(const std::filesystem::path& place) const;
  /// A message of a tool about the copies as one about the places themselves.
  [[nodiscard]] std::string told(std::string message) const;
  /// Moves what npm has installed, and files that the package's own scripts have made, to `target`: one tree without links
  /// that lead out of it.
  Result<void> collect(const std::filesystem::path& target) const;

 private:
  Stage(LocalPackages packages, std::filesystem::path copies);
  [[nodiscard]] bool is_member(const std::filesystem::path& folder) const;
  Result<void> copy_package(const std::filesystem::path& folder, bool whole);
  Result<void> copy_files(const std::filesystem::path& folder, std::initializer_list<std::string_view> names);
  [[nodiscard]] Result<void> collect_own_modules(const std::filesystem::path& target) const;
  [[nodiscard]] Result<void> restore_manifests(const std::filesystem::path& modules) const;
  [[nodiscard]] Result<void> collect_made_files(const std::filesystem::path& target) const;

  LocalPackages packages_;
  std::filesystem::path copies_;
  std::filesystem::path common_;  // the folder above all that is copied
  std::set<std::string, std::less<>> own_files_;
  std::map<std::string, std::filesystem::path, std::less<>> rewritten_;  // packages by name whose copies name other copies
};

}  // namespace cxsam::build::nodejs
