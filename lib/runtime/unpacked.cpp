#include "runtime/unpacked.h"

#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>

#include "base/hash.h"
#include "system/cache.h"
#include "system/copy.h"
#include "system/unzip.h"

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

Result<fs::path> unpacked(const fs::path& archive) {
  const Result<std::string> digest = sha256_hex_of_file(archive);
  if (!digest) return fail(digest.error());
  const fs::path root = system::cache_folder() / "unpacked";
  const fs::path folder = root / *digest;
  std::error_code error;
  if (fs::is_directory(folder, error)) {
    mark_as_used(folder);
    return folder;
  }
  remove_unused(root);
  static std::atomic<std::uint32_t> count = 0;  // two threads may want the same archive
  const fs::path fresh = root / ("." + *digest + "-" + std::to_string(::getpid()) + "-" + std::to_string(++count));
  Result<void> made = system::make_empty_folder(fresh);
  if (made) made = system::unpack_zip(archive, fresh);
  const bool is_there = fs::is_directory(folder, error);  // by now: somebody else was quicker, and may be running from it
  if (made && !is_there) made = system::replace_folder(fresh, folder);
  if (!made || is_there) (void)system::remove_tree(fresh);
  if (!made) return fail(made.error());
  mark_as_used(folder);
  return folder;
}

}  // namespace cxsam::runtime
