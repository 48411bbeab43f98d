#include "runtime/machine_folders.h"

#include <algorithm>
#include <system_error>

namespace cxsam::runtime {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> folders_in(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.is_directory(error)) names.push_back(entry.path().filename().string());
  }
  std::ranges::sort(names);
  return names;
}

// The folder of what the only entry, a link with the same name, leads to.
fs::path libraries_behind(const fs::path& folder) {
  std::error_code error;
  fs::directory_iterator entry(folder, error);
  if (error || entry == fs::directory_iterator()) return {};
  const fs::path loader = entry->path();
  if (!entry->is_symlink(error) || entry.increment(error) != fs::directory_iterator()) return {};
  const fs::path target = folder / fs::read_symlink(loader, error);
  return !error && target.filename() == loader.filename() ? target.parent_path() : fs::path();
}

}  // namespace

MachineFolders machine_folders() { return {.var = folders_in("/var"), .libraries = libraries_behind("/lib64")}; }

}  // namespace cxsam::runtime
