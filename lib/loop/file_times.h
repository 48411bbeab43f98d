// Times and sizes of all files below some paths: the way to notice changes where inotify is not to be had.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <vector>

#include "loop/watch.h"

namespace cxsam {

class FileTimes {
 public:
  /// Looks again and adds what is new, gone or different since the last call; the first call only remembers.
  void compare(const std::vector<std::filesystem::path>& targets, Changes& changes);

 private:
  struct Seen {
    std::filesystem::file_time_type time;
    std::uintmax_t size = 0;
    friend bool operator==(const Seen&, const Seen&) = default;
  };
  using Known = std::map<std::filesystem::path, Seen>;

  static void look(const std::filesystem::path& path, Known& known);

  Known known_;
  bool first_ = true;
};

}  // namespace cxsam
