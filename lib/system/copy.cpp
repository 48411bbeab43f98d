#include "system/copy.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

#include "base/descriptor.h"
#include "system/beneath.h"
#include "system/duplicate.h"

namespace cxsam::system {
namespace {

namespace fs = std::filesystem;

tl::unexpected<Error> cannot(std::string_view verb, const fs::path& path, int code) {
  return fail("cannot " + std::string(verb) + " `" + path.string() + "`: " + errno_text(code));
}

Result<void> make_folder(const fs::path& path) {
  std::error_code error;
  fs::create_directories(path, error);
  if (error) return cannot("make the folder", path, error.value());
  return {};
}

/// A folder without write or search permission for its owner cannot be emptied.
void make_removable(const fs::path& root) {
  std::error_code error;
  for (fs::recursive_directory_iterator at(root, error), end; !error && at != end; at.increment(error)) {
    if (at->is_directory(error) && !at->is_symlink(error)) ::chmod(at->path().c_str(), 0700);
  }
}

tl::unexpected<Error> cannot_copy(CopyFault fault, const fs::path& from, const fs::path& to) {
  return fault == CopyFault::Reading ? cannot("read", from, errno) : cannot("write", to, errno);
}

bool is_folder(Spot place) {
  struct stat info {};
  return ::fstatat(place.folder, place.name, &info, 0) == 0 && S_ISDIR(info.st_mode);
}

/// Copies one folder's entries after the other's, with the folders themselves kept open on all sides.
class Copying {
 public:
  Copying(const fs::path& from, const fs::path& to, const EarlierCopy& earlier) : from_(from), to_(to), earlier_(earlier) {}

  Result<void> run(std::span<const TreeEntry> entries) {
    if (entries.empty()) return make_folder(to_);
    if (!earlier_.folder.empty()) earlier_root_ = open_folder(AT_FDCWD, earlier_.folder.c_str());
    for (const TreeEntry& entry : entries) {
      const std::size_t slash = entry.path.rfind('/');
      const bool top = slash == std::string::npos;
      if (Result<void> entered = enter(top ? "" : std::string_view(entry.path).substr(0, slash)); !entered) return entered;
      if (Result<void> done = copy(entry, entry.path.c_str() + (top ? 0 : slash + 1)); !done) return done;
    }
    return {};
  }

 private:
  static Descriptor open_folder(int folder, const char* path) {
    return Descriptor(::openat(folder, path, O_PATH | O_DIRECTORY | O_CLOEXEC));
  }

  /// Opens the folder that the next entries lie in.
  Result<void> enter(std::string_view folder) {
    if (entered_ && folder == current_) return {};
    current_ = folder;
    const fs::path source = folder.empty() ? from_ : from_ / folder;
    const fs::path target = folder.empty() ? to_ : to_ / folder;
    from_folder_ = open_folder(AT_FDCWD, source.c_str());
    if (!from_folder_.valid()) return cannot("read", source, errno);
    to_folder_ = open_folder(AT_FDCWD, target.c_str());
    if (!to_folder_.valid()) {
      if (Result<void> made = make_folder(target); !made) return made;
      to_folder_ = open_folder(AT_FDCWD, target.c_str());
      if (!to_folder_.valid()) return cannot("write", target, errno);
    }
    earlier_folder_ = Descriptor();
    if (earlier_root_.valid())
      earlier_folder_ = open_beneath(earlier_root_.get(), folder.empty() ? "." : current_, O_PATH | O_DIRECTORY);
    entered_ = true;
    return {};
  }

  Result<void> copy(const TreeEntry& entry, const char* name) const {
    const Spot to{to_folder_.get(), name};
    if (entry.kind == TreeEntry::Kind::Folder) {
      if (::mkdirat(to.folder, name, 0777) == 0 || (errno == EEXIST && is_folder(to))) return {};
      return cannot("make the folder", to_ / entry.path, errno);
    }
    if (entry.kind == TreeEntry::Kind::Link) {
      if (link_symbolically(entry.target.c_str(), to)) return {};
      return cannot("make the link", to_ / entry.path, errno);
    }
    if (take_earlier(entry, to)) return {};
    const CopyFault fault = duplicate({from_folder_.get(), name}, to);
    if (fault != CopyFault::None) return cannot_copy(fault, from_ / entry.path, to_ / entry.path);
    return {};
  }

  /// False: it has to be copied. A file that somebody has linked to another place would stay in two places.
  [[nodiscard]] bool take_earlier(const TreeEntry& entry, Spot to) const {
    const int folder = earlier_folder_.get();
    struct stat info {};
    if (!earlier_folder_.valid() || ::fstatat(folder, to.name, &info, AT_SYMLINK_NOFOLLOW) != 0) return false;
    const bool same = S_ISREG(info.st_mode) && info.st_nlink == 1 && (info.st_mode & 0777U) == entry.mode &&
                      static_cast<std::uint64_t>(info.st_size) == entry.size && nanoseconds(info.st_mtim) == entry.modified;
    if (!same || earlier_.other.contains(entry.path)) return false;
    if (::linkat(folder, to.name, to.folder, to.name, 0) == 0) return true;
    return errno == EEXIST && ::unlinkat(to.folder, to.name, 0) == 0 && ::linkat(folder, to.name, to.folder, to.name, 0) == 0;
  }

  const fs::path& from_;
  const fs::path& to_;
  const EarlierCopy& earlier_;
  Descriptor earlier_root_;
  std::string current_;
  bool entered_ = false;
  Descriptor from_folder_;
  Descriptor to_folder_;
  Descriptor earlier_folder_;
};

}  // namespace

Result<void> duplicate_file(const fs::path& from, const fs::path& to) {
  const CopyFault fault = duplicate({AT_FDCWD, from.c_str()}, {AT_FDCWD, to.c_str()});
  return fault == CopyFault::None ? Result<void>() : cannot_copy(fault, from, to);
}

Result<void> copy_entries(const fs::path& from, std::span<const TreeEntry> entries, const fs::path& to,
                          const EarlierCopy& earlier) {
  return Copying(from, to, earlier).run(entries);
}

Result<void> copy_tree(const fs::path& from, const fs::path& to, std::span<const std::string_view> excluded_names,
                       const EarlierCopy& earlier) {
  const Result<std::vector<TreeEntry>> entries = walk_tree(from, excluded_names);
  if (!entries) return fail(entries.error());
  return copy_entries(from, *entries, to, earlier);
}

Result<void> remove_tree(const fs::path& path) {
  std::error_code error;
  fs::remove_all(path, error);
  if (!error) return {};
  make_removable(path);
  fs::remove_all(path, error);
  if (error) return cannot("remove", path, error.value());
  return {};
}

Result<void> make_empty_folder(const fs::path& path) {
  if (Result<void> removed = remove_tree(path); !removed) return removed;
  return make_folder(path);
}

Result<void> replace_folder(const fs::path& fresh, const fs::path& target) {
  if (Result<void> made = make_folder(target.parent_path()); !made) return made;
  if (::renameat2(AT_FDCWD, fresh.c_str(), AT_FDCWD, target.c_str(), RENAME_NOREPLACE) == 0) return {};
  if (errno == EEXIST && ::renameat2(AT_FDCWD, fresh.c_str(), AT_FDCWD, target.c_str(), RENAME_EXCHANGE) == 0)
    return remove_tree(fresh);
  // A file system without these flags (NFS, some FUSE): the old folder goes first.
  if (Result<void> removed = remove_tree(target); !removed) return removed;
  if (::rename(fresh.c_str(), target.c_str()) != 0) return cannot("put in place", target, errno);
  return {};
}

}  // namespace cxsam::system
