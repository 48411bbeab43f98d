#include "runtime/cached_folder.h"

#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdint>

#include "system/cache.h"
#include "system/copy.h"

namespace cxsam::runtime {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::hours kKept{24 * 30};

void mark_as_used(const fs::path& folder) {
  std::error_code ignored;
  fs::last_write_time(folder, fs::file_time_type::clock::now(), ignored);
}

void remove_unused(const fs::path& root) {
  std::error_code error;
  const auto oldest = fs::file_time_type::clock::now() - kKept;
  for (const fs::directory_entry& entry : fs::directory_iterator(root, error)) {
    std::error_code ignored;
    if (entry.last_write_time(ignored) < oldest && !ignored) (void)system::remove_tree(entry.path());
  }
}

}  // namespace

Result<fs::path> cached_folder(const std::string& kind, const std::string& key,
                               const std::function<Result<void>(const fs::path& fresh)>& make) {
  const fs::path root = system::cache_folder() / kind;
  const fs::path folder = root / key;
  std::error_code error;
  if (fs::is_directory(folder, error)) {
    mark_as_used(folder);
    return folder;
  }
  remove_unused(root);
  static std::atomic<std::uint32_t> count = 0;  // two threads may want the same
  const fs::path fresh = root / ("." + key + "-" + std::to_string(::getpid()) + "-" + std::to_string(++count));
  Result<void> made = system::make_empty_folder(fresh);
  if (made) made = make(fresh);
  const bool is_there = fs::is_directory(folder, error);  // by now: somebody else was quicker, and may be running from it
  if (made && !is_there) made = system::replace_folder(fresh, folder);
  if (!made || is_there) (void)system::remove_tree(fresh);
  if (!made) return fail(made.error());
  mark_as_used(folder);
  return folder;
}

}  // namespace cxsam::runtime
