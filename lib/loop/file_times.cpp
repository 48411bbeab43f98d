#include "loop/file_times.h"

namespace cxsam {

namespace fs = std::filesystem;

void FileTimes::look(const fs::path& path, Known& known) {
  std::error_code error;
  if (!fs::is_directory(path, error)) {
    const auto time = fs::last_write_time(path, error);
    if (!error) known[path] = {.time = time, .size = fs::file_size(path, error)};
    return;
  }
  auto entry = fs::recursive_directory_iterator(path, fs::directory_options::skip_permission_denied, error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    std::error_code gone;
    if (!is_watched_name(entry->path().filename().native())) {
      entry.disable_recursion_pending();
    } else if (entry->is_regular_file(gone)) {
      const auto time = entry->last_write_time(gone);
      if (!gone) known[entry->path()] = {.time = time, .size = entry->file_size(gone)};
    }
  }
}

void FileTimes::compare(const std::vector<fs::path>& targets, Changes& changes) {
  Known now;
  for (const fs::path& target : targets) look(target, now);
  if (!first_) {
    for (const auto& [path, seen] : now) {
      const auto before = known_.find(path);
      if (before == known_.end() || before->second != seen) changes.paths.insert(path);
    }
    for (const auto& [path, seen] : known_) {
      if (!now.contains(path)) changes.paths.insert(path);
    }
  }
  known_ = std::move(now);
  first_ = false;
}

}  // namespace cxsam
