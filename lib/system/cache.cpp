#include "system/cache.h"

#include <unistd.h>

#include <cstdlib>
#include <string>

namespace cxsam::system {

namespace fs = std::filesystem;

fs::path cache_folder() {
  const char* given = std::getenv("XDG_CACHE_HOME");
  if (given != nullptr && given[0] == '/') return fs::path(given) / "cxsam";
  const char* home = std::getenv("HOME");
  if (home != nullptr && home[0] == '/') return fs::path(home) / ".cache" / "cxsam";
  std::error_code error;
  const fs::path temporary = fs::temp_directory_path(error);
  return (error ? fs::path("/tmp") : temporary) / ("cxsam-" + std::to_string(::getuid()));
}

}  // namespace cxsam::system
