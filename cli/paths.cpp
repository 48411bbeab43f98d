#include "cli/paths.h"

namespace cxsam::cli {

namespace fs = std::filesystem;

fs::path absolute(const fs::path& path) {
  const fs::path whole = (path.empty() ? fs::current_path() : fs::absolute(path)).lexically_normal();
  return whole.filename().empty() ? whole.parent_path() : whole;
}

std::string shown(const fs::path& path) {
  const fs::path relative = path.lexically_relative(fs::current_path());
  return relative.empty() || *relative.begin() == ".." ? path.string() : relative.string();
}

}  // namespace cxsam::cli
