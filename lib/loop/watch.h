// Which files changed. Folders are watched with all that is below them, so that editors that save by renaming and tools that
// write a folder anew are noticed too.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "loop/world.h"

namespace cxsam {

/// `paths` are absolute. `missed` says that more changed than is listed.
struct Changes {
  std::set<std::filesystem::path> paths;
  bool missed = false;

  [[nodiscard]] bool empty() const { return paths.empty() && !missed; }
};

/// False for what tools and interpreters write by themselves: .git, .aws-sam, node_modules, __pycache__, editors' swap files.
bool is_watched_name(std::string_view name);

class Inotify;
class FileTimes;

/// Watches by inotify; where that is not to be had (its limits are reached), by looking at all times once a second.
class Watcher {
 public:
  explicit Watcher(const World& world, std::chrono::milliseconds quiet = std::chrono::milliseconds(100));
  Watcher(const Watcher&) = delete;
  Watcher& operator=(const Watcher&) = delete;
  ~Watcher();

  /// Files and folders to watch from now on, instead of those of the last call; they need not exist yet.
  void watch(std::vector<std::filesystem::path> targets);

  /// Why inotify is not used, for a person; "" when it is.
  [[nodiscard]] const std::string& limitation() const { return limitation_; }

  /// Waits for a change and then until nothing has changed for the quiet time; a single file that is saved is reported almost
  /// at once. Empty after stop().
  Task<Changes> next();
  void stop();

 private:
  Task<Changes> next_by_inotify();
  Task<Changes> next_by_times();

  Clock& clock_;
  std::chrono::milliseconds quiet_;
  std::vector<std::filesystem::path> targets_;
  std::unique_ptr<Inotify> inotify_;
  std::shared_ptr<FileTimes> times_;  // a helper thread looks
  std::string limitation_;
  bool stopped_ = false;
};

}  // namespace cxsam
