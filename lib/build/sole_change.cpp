#include "build/sole_change.h"

#include <sys/stat.h>

#include <algorithm>
#include <vector>

#include "system/copy.h"

namespace cxsam::build {

namespace fs = std::filesystem;
using Kind = system::TreeEntry::Kind;

const system::TreeEntry* find_sole_change(const SourceState& before, const SourceState& after) {
  const std::set<std::string, std::less<>> changed = changed_paths(before, after);
  if (changed.size() != 1) return nullptr;
  const FileState* old = find_file(before, *changed.begin());
  const FileState* now = find_file(after, *changed.begin());
  const bool are_files = old != nullptr && now != nullptr && old->entry.kind == Kind::File && now->entry.kind == Kind::File;
  return are_files ? &now->entry : nullptr;
}

bool untouched_since(const fs::path& folder, std::int64_t time) {
  struct stat info {};
  if (::lstat(folder.c_str(), &info) != 0 || system::nanoseconds(info.st_ctim) > time) return false;
  const Result<std::vector<system::TreeEntry>> entries = system::walk_tree(folder);
  return entries && std::ranges::all_of(*entries, [&](const system::TreeEntry& entry) { return entry.changed <= time; });
}

Result<void> replace_file(const fs::path& from, const fs::path& aside, const fs::path& to) {
  if (Result<void> copied = system::duplicate_file(from, aside); !copied) return copied;
  std::error_code error;
  fs::rename(aside, to, error);
  return error ? fail("cannot put `" + to.string() + "` in place: " + error.message()) : Result<void>();
}

}  // namespace cxsam::build
