#include "build/write_if_changed.h"

#include "base/file.h"

namespace cxsam::build {

Result<void> write_if_changed(const std::filesystem::path& path, const std::string& text) {
  const Result<std::string> old = read_file(path);
  if (old && *old == text) return {};
  return write_file_atomically(path, text);
}

}  // namespace cxsam::build
