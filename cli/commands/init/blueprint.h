// The applications that `init` can start from: templates/<family>/<name>/, embedded in the program (templates/README.md).
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace cxsam::cli {

struct Blueprint {
  std::string family;  // of the runtime: "python"
  std::string name;    // "hello-world"
  std::string summary;
  std::vector<std::string> dependency_managers;  // the first is the default
};

/// Sorted by family and name.
std::vector<Blueprint> all_blueprints();

/// What a blueprint's files are filled in with: {{name}} -> value, and the sections {{#name}} that stay.
struct Fillings {
  std::map<std::string, std::string, std::less<>> values;
  std::set<std::string, std::less<>> sections;
};

/// The text with its placeholders replaced. A placeholder or section that is not closed or not known is a bug and throws.
std::string fill_in(std::string_view text, const Fillings& fillings);

struct ProjectFile {
  std::string path;  // relative to the project
  std::string content;
  bool executable = false;
};

/// The files that the blueprint makes, sorted by path.
std::vector<ProjectFile> project_files(const Blueprint& blueprint, const Fillings& fillings);

/// Writes them below `folder`, which must not exist or be empty, and is as it was when one of them cannot be written.
Result<void> write_project(const std::filesystem::path& folder, const std::vector<ProjectFile>& files);

}  // namespace cxsam::cli
