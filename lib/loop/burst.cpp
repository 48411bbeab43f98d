#include "loop/burst.h"

namespace cxsam {

void Burst::begun(const std::filesystem::path& path, bool empty) {
  if (!changes_.paths.contains(path)) made_.insert(path);
  unfinished_.insert(path);
  if (!empty) changes_.paths.insert(path);
}

void Burst::written(const std::filesystem::path& path) {
  unfinished_.erase(path);
  changes_.paths.insert(path);
}

void Burst::gone(const std::filesystem::path& path) {
  if (made_.erase(path) > 0) {
    unfinished_.erase(path);
    changes_.paths.erase(path);
    return;
  }
  unfinished_.insert(path);
  changes_.paths.insert(path);
}

}  // namespace cxsam
