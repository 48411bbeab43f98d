// Copies of files and folders, and folders that appear whole or not at all.
#pragma once

#include <filesystem>
#include <set>
#include <span>
#include <string>

#include "base/result.h"
#include "system/tree.h"

namespace cxsam::system {

/// An earlier copy that is removed as soon as the new one stands in its place. Files that it holds with the size, mode and time
/// that a copy would have are taken from it as they are, as hard links, so that afterwards no file is in two places.
struct EarlierCopy {
  std::filesystem::path folder = {};              // "" = none
  std::set<std::string, std::less<>> other = {};  // paths of files that are known to be others, whatever their times say

  /// The folder of that name in it.
  [[nodiscard]] EarlierCopy below(const std::filesystem::path& name) const {
    return folder.empty() ? EarlierCopy() : EarlierCopy{folder / name, other};
  }
};

/// Copies entries of the folder `from` (as walk_tree() lists them, or some of them) to below `to`. Modes and
/// modification times are kept; folders are made as needed; a file that is already there is replaced.
Result<void> copy_entries(const std::filesystem::path& from, std::span<const TreeEntry> entries,
                          const std::filesystem::path& to, const EarlierCopy& earlier = {});

/// walk_tree() and copy_entries().
Result<void> copy_tree(const std::filesystem::path& from, const std::filesystem::path& to,
                       std::span<const std::string_view> excluded_names = {}, const EarlierCopy& earlier = {});

/// Copies one file with its mode and modification time; links are followed.
Result<void> duplicate_file(const std::filesystem::path& from, const std::filesystem::path& to);

/// Makes an empty folder; what was there before is removed. Folders without write permission are no obstacle.
Result<void> make_empty_folder(const std::filesystem::path& path);

/// Removes a file or a folder with all that it holds; nothing there is no error.
Result<void> remove_tree(const std::filesystem::path& path);

/// Puts the finished folder `fresh` in the place of `target` in one step, and removes what stood there. Both must be in
/// the same file system. After a crash `target` is the old folder or the new one.
Result<void> replace_folder(const std::filesystem::path& fresh, const std::filesystem::path& target);

}  // namespace cxsam::system
