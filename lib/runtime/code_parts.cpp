#include "runtime/code_parts.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/file.h"

namespace cxsam::runtime {
namespace {

namespace fs = std::filesystem;
using Kind = CodePart::Kind;

constexpr std::size_t kMaxDepth = 64;
constexpr std::size_t kMaxFollowed = 4096;  // packages that all link to one another are there once for each way to them
// Large, no part of the code, and with links of their own.
constexpr std::array<std::string_view, 4> kNotSearched{".aws-sam", ".git", ".venv", "venv"};

class Search {
 public:
  std::vector<CodePart> run(const fs::path& code) {
    std::error_code error;
    const fs::path real = fs::canonical(code, error);
    if (error) return {};
    return folder(real, real, "", false);
  }

 private:
  /// `root`: what links may not leave. `within_modules`: `at` is a node_modules folder or a scope in it.
  std::vector<CodePart> folder(const fs::path& root, const fs::path& at, const std::string& prefix, bool within_modules) {
    if (above_.size() == kMaxDepth) return {};
    above_.push_back(at);
    std::vector<CodePart> parts;
    bool leads_out = false;
    std::error_code error;
    for (const fs::directory_entry& entry : fs::directory_iterator(at, error)) {
      const std::string name = entry.path().filename().string();
      const std::string path = prefix.empty() ? name : prefix + "/" + name;
      std::error_code ignored;
      if (entry.is_symlink(ignored)) {
        leads_out = link(root, entry.path(), path, parts) || leads_out;
      } else if (entry.is_directory(ignored)) {
        leads_out = inner_folder(root, entry.path(), path, within_modules, parts) || leads_out;
      } else {
        parts.push_back({path, Kind::FileOf, entry.path().string()});
      }
    }
    above_.pop_back();
    if (!leads_out) parts.clear();
    return parts;
  }

  bool inner_folder(const fs::path& root, const fs::path& at, const std::string& path, bool within_modules,
                    std::vector<CodePart>& parts) {
    const std::string name = at.filename().string();
    const bool scope = within_modules && name.starts_with('@');
    const bool searched = std::ranges::find(kNotSearched, name) == kNotSearched.end() && (!within_modules || scope);
    std::vector<CodePart> inner;
    if (searched) inner = folder(root, at, path, scope || name == "node_modules");
    if (inner.empty()) {
      parts.push_back({path, Kind::FolderOf, at.string()});
      return false;
    }
    parts.push_back({path, Kind::Folder, ""});
    std::ranges::move(inner, std::back_inserter(parts));
    return true;
  }

  bool link(const fs::path& root, const fs::path& at, const std::string& path, std::vector<CodePart>& parts) {
    std::error_code error;
    const fs::path says = fs::read_symlink(at, error);
    const fs::path real = fs::canonical(at, error);
    if (error || (says.is_relative() && is_inside(real, root))) {
      parts.push_back({path, Kind::Link, says.string()});
      return false;
    }
    if (std::ranges::find(above_, real) != above_.end()) return true;
    if (!fs::is_directory(real, error)) {
      parts.push_back({path, Kind::FileOf, real.string()});
      return true;
    }
    std::vector<CodePart> inner;
    if (followed_++ < kMaxFollowed) inner = folder(real, real, path, false);
    parts.push_back({path, inner.empty() ? Kind::FolderOf : Kind::Folder, inner.empty() ? real.string() : ""});
    std::ranges::move(inner, std::back_inserter(parts));
    return true;
  }

  std::vector<fs::path> above_;
  std::size_t followed_ = 0;
};

}  // namespace

std::vector<CodePart> parts_of(const fs::path& code) { return Search().run(code); }

}  // namespace cxsam::runtime
