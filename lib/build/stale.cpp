#include "build/stale.h"

#include <algorithm>
#include <vector>

#include "base/file.h"
#include "base/text.h"
#include "build/record.h"
#include "system/copy.h"

namespace cxsam::build {
namespace {

namespace fs = std::filesystem;

/// True for "Child/Fn" when "Child" is in `ids`.
bool is_below(std::string_view id, const Ids& ids) {
  for (std::size_t at = id.find('/'); at != std::string_view::npos; at = id.find('/', at + 1))
    if (ids.contains(id.substr(0, at))) return true;
  return false;
}

/// The inner ones first.
void remove_stale_stacks(const Ids& before, const Ids& now, const Ids& built, const Folders& folders) {
  std::error_code ignored;
  for (auto path = before.rbegin(); path != before.rend(); ++path) {
    if (now.contains(*path) || built.contains(*path) || is_below(*path, built)) continue;
    fs::remove(folders.build / *path / "template.yaml", ignored);
    fs::remove(folders.build / *path, ignored);  // when it is empty
  }
}

}  // namespace

Result<void> remove_stale_outputs(const Folders& folders, const Ids& earlier, const Ids& built) {
  Ids stale = earlier;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folders.records(), error)) {
    if (built.contains(Folders::id_of_record(entry.path()))) continue;
    for (const auto& [id, folder] : load_record(entry.path()).outputs) stale.insert(id);
    if (Result<void> removed = system::remove_tree(entry.path()); !removed) return removed;
  }
  for (const std::string& id : stale) {
    if (built.contains(id) || is_below(id, built)) continue;
    if (Result<void> removed = system::remove_tree(folders.build / id); !removed) return removed;
  }
  return {};
}

Result<void> make_room_for_stacks(const project::Project& project, const Folders& folders) {
  for (const project::Stack* stack : project::all_stacks(project)) {
    if (stack->path.empty() || !load_record(folders.record(stack->path)).known()) continue;
    if (Result<void> removed = system::remove_tree(folders.build / stack->path); !removed) return removed;
    if (Result<void> removed = system::remove_tree(folders.record(stack->path)); !removed) return removed;
  }
  return {};
}

Result<void> note_stacks(const project::Project& project, bool whole, const Ids& built, const Folders& folders) {
  Ids now;
  for (const project::Stack* stack : project::all_stacks(project))
    if (!stack->path.empty()) now.insert(stack->path);
  Ids before;
  if (const Result<std::string> list = read_file(folders.stacks()))
    for (const std::string_view line : split(*list, '\n'))
      if (!line.empty()) before.emplace(line);
  if (whole) {
    remove_stale_stacks(before, now, built, folders);
  } else {
    now.insert(before.begin(), before.end());
  }
  if (now == before) return {};
  std::string text;
  for (const std::string& path : now) text += path + "\n";
  return write_file_atomically(folders.stacks(), text);
}

}  // namespace cxsam::build
