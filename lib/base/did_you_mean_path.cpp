#include "base/did_you_mean_path.h"

#include <algorithm>
#include <system_error>

#include "base/did_you_mean.h"
#include "base/file.h"

namespace cxsam {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
    names.push_back(entry->path().filename().string());
  std::ranges::sort(names);
  return names;
}

}  // namespace

std::vector<std::string> did_you_mean_path(const fs::path& path) {
  fs::path there = path.is_absolute() ? "" : ".";
  for (const fs::path& part : path.lexically_normal()) {
    if (!file_exists(there / part)) return did_you_mean(part.string(), names_in(there));
    there /= part;
  }
  return {};
}

}  // namespace cxsam
