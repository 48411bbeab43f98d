#include "build/workflows/nodejs/workspaces.h"

#include <fnmatch.h>

#include <algorithm>
#include <set>
#include <string_view>

#include "base/file.h"
#include "base/text.h"
#include "build/workflows/nodejs/package_json.h"

namespace cxsam::build::nodejs {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxDepth = 12;  // of folders that `**` stands for

std::vector<std::string> patterns_of(const Json& manifest) {
  std::vector<std::string> patterns;
  if (!manifest.is_object() || !manifest.contains("workspaces")) return patterns;
  const Json& written = manifest["workspaces"];
  const Json& list = written.is_object() ? written.value("packages", Json::array()) : written;
  for (const Json& pattern : list.is_array() ? list : Json::array())
    if (pattern.is_string()) patterns.push_back(pattern.get<std::string>());
  return patterns;
}

bool is_searched(const fs::directory_entry& entry) {
  std::error_code error;
  const std::string name = entry.path().filename().string();
  return entry.is_directory(error) && name != "node_modules" && !name.starts_with('.');
}

class Expansion {
 public:
  Expansion(const fs::path& root, std::string_view pattern) : root_(root) {
    for (const std::string_view part : split(pattern, '/'))
      if (!part.empty() && part != ".") parts_.emplace_back(part);
  }

  std::set<fs::path> run() {
    descend(root_, 0, 0);
    return std::move(found_);
  }

 private:
  void descend(const fs::path& folder, std::size_t part, std::size_t depth) {
    if (part == parts_.size()) {
      if (folder != root_ && file_exists(folder / "package.json")) found_.insert(folder.lexically_normal());
      return;
    }
    const std::string& name = parts_[part];
    if (name == "**") descend(folder, part + 1, depth);
    if (name.find_first_of("*?[") == std::string::npos) {
      if (file_exists(folder / name)) descend(folder / name, part + 1, depth);
      return;
    }
    if (depth == kMaxDepth) return;
    std::error_code error;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
      if (!is_searched(entry)) continue;
      if (name == "**") {
        descend(entry.path(), part, depth + 1);
      } else if (::fnmatch(name.c_str(), entry.path().filename().c_str(), FNM_PERIOD) == 0) {
        descend(entry.path(), part + 1, depth);
      }
    }
  }

  const fs::path& root_;
  std::vector<std::string> parts_;
  std::set<fs::path> found_;
};

std::vector<fs::path> members_of(const fs::path& root, const std::vector<std::string>& patterns) {
  std::set<fs::path> members;
  for (const std::string& pattern : patterns) {
    if (!pattern.starts_with('!')) {
      members.merge(Expansion(root, pattern).run());
      continue;
    }
    for (const fs::path& left_out : Expansion(root, std::string_view(pattern).substr(1)).run()) members.erase(left_out);
  }
  return {members.begin(), members.end()};
}

}  // namespace

std::optional<Workspaces> find_workspaces(const fs::path& folder) {
  for (fs::path root = folder;; root = root.parent_path()) {
    const std::vector<std::string> patterns = patterns_of(read_manifest(root));
    if (!patterns.empty()) {
      Workspaces found{root, members_of(root, patterns)};
      if (root == folder || std::ranges::find(found.members, folder) != found.members.end()) return found;
    }
    if (root == root.parent_path()) return std::nullopt;
  }
}

}  // namespace cxsam::build::nodejs
