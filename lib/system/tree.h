// What a folder holds: the one walk that building, packaging and measuring share.
#pragma once

#include <cstdint>
#include <ctime>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace cxsam::system {

/// Something below a folder. Times are nanoseconds since 1970.
struct TreeEntry {
  enum class Kind : std::uint8_t { File, Folder, Link };

  std::string path;  // relative to the folder walked, with '/' between the parts
  Kind kind = Kind::File;
  std::uint32_t mode = 0;  // permission bits; 0777 for links
  std::uint64_t size = 0;  // bytes of a file; 0 for folders and links
  std::int64_t modified = 0;
  std::int64_t changed = 0;  // when the inode changed: catches edits that put the modification time back
  std::string target;        // of a link

  friend bool operator==(const TreeEntry&, const TreeEntry&) = default;
};

/// Everything below `root`, sorted by path. `excluded` is left out with what is below it: a name or `*` and the end of names
/// ("*.pyc") at every depth, and with a leading `/` the path of one place ("/out/build").
/// A link stays a link when it is relative and leads to something inside `root`, or to nothing. Any other link would not
/// survive a copy, so the entry is what the link leads to. Sockets, pipes and devices are passed over.
/// Errors: a folder that cannot be read, a link that leads back into itself, more than 256 levels.
Result<std::vector<TreeEntry>> walk_tree(const std::filesystem::path& root, std::span<const std::string_view> excluded = {});

/// A time as TreeEntry has it.
std::int64_t nanoseconds(const timespec& time);

/// A file as the walk of its folder would list it; a link is followed.
Result<TreeEntry> look_at_file(const std::filesystem::path& file);

/// How much a folder holds: what Lambda counts as the unzipped size. A file counts as itself.
struct TreeSize {
  std::uint64_t files = 0;
  std::uint64_t bytes = 0;
};

Result<TreeSize> measure_tree(const std::filesystem::path& root, std::span<const std::string_view> excluded = {});

}  // namespace cxsam::system
