// Changes on their way to a report: a save is several events, and a build or a checkout is many.
#pragma once

#include <filesystem>
#include <set>

#include "loop/watch.h"

namespace cxsam {

class Burst {
 public:
  /// It is there and somebody writes it, or fills it when it is a folder. `empty`: nothing of it can count yet.
  void begun(const std::filesystem::path& path, bool empty);
  /// It is there and whole: closed after writing, or moved into place.
  void written(const std::filesystem::path& path);
  /// It was removed or moved away, and may be on its way back: editors save like that. What came and went within one burst was
  /// somebody's temporary file and does not count.
  void gone(const std::filesystem::path& path);
  /// There was more than can be told.
  void missed() { changes_.missed = true; }

  [[nodiscard]] bool empty() const { return changes_.empty(); }
  /// True for a single file that is whole: nothing speaks for more to come.
  [[nodiscard]] bool is_whole_file() const { return changes_.paths.size() == 1 && !changes_.missed && unfinished_.empty(); }
  [[nodiscard]] const Changes& changes() const { return changes_; }

 private:
  Changes changes_;
  std::set<std::filesystem::path> made_;  // within this burst
  std::set<std::filesystem::path> unfinished_;
};

}  // namespace cxsam
