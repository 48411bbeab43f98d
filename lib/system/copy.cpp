#include "system/copy.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>

#include "base/descriptor.h"

namespace cxsam::system {
namespace {

namespace fs = std::filesystem;

tl::unexpected<Error> cannot(std::string_view verb, const fs::path& path, int code) {
  return fail("cannot " + std::string(verb) + " `" + path.string() + "`: " + errno_text(code));
}

/// The kernel copies (and shares blocks where the file system can); where it cannot between two file systems, a buffer does.
bool copy_bytes(int from, int to) {
  bool in_kernel = true;
  std::array<char, 65536> buffer;
  while (true) {
    if (in_kernel) {
      const ssize_t copied = ::copy_file_range(from, nullptr, to, nullptr, std::size_t{1} << 30U, 0);
      if (copied == 0) return true;
      if (copied > 0) continue;
      if (errno != EXDEV && errno != EINVAL && errno != ENOSYS && errno != EOPNOTSUPP) return false;
      in_kernel = false;
    }
    const ssize_t got = ::read(from, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return got == 0;
    for (ssize_t done = 0; done < got;) {
      const ssize_t written = ::write(to, buffer.data() + done, static_cast<std::size_t>(got - done));
      if (written < 0 && errno != EINTR) return false;
      if (written > 0) done += written;
    }
  }
}

Result<void> make_folder(const fs::path& path) {
  std::error_code error;
  fs::create_directories(path, error);
  if (error) return cannot("make the folder", path, error.value());
  return {};
}

Result<void> make_link(const TreeEntry& entry, const fs::path& to) {
  ::unlink(to.c_str());
  if (::symlink(entry.target.c_str(), to.c_str()) != 0) return cannot("make the link", to, errno);
  return {};
}

/// A folder without write or search permission for its owner cannot be emptied.
void make_removable(const fs::path& root) {
  std::error_code error;
  for (fs::recursive_directory_iterator at(root, error), end; !error && at != end; at.increment(error)) {
    if (at->is_directory(error) && !at->is_symlink(error)) ::chmod(at->path().c_str(), 0700);
  }
}

}  // namespace

Result<void> duplicate_file(const fs::path& from, const fs::path& to) {
  const Descriptor in(::open(from.c_str(), O_RDONLY | O_CLOEXEC));
  if (!in.valid()) return cannot("read", from, errno);
  struct stat info {};
  if (::fstat(in.get(), &info) != 0) return cannot("read", from, errno);
  ::unlink(to.c_str());
  const Descriptor out(::open(to.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (!out.valid()) return cannot("write", to, errno);
  const std::array<timespec, 2> times{info.st_atim, info.st_mtim};
  if (!copy_bytes(in.get(), out.get()) || ::fchmod(out.get(), info.st_mode & 0777U) != 0 ||
      ::futimens(out.get(), times.data()) != 0)
    return cannot("write", to, errno);
  return {};
}

Result<void> copy_entries(const fs::path& from, std::span<const TreeEntry> entries, const fs::path& to) {
  if (Result<void> made = make_folder(to); !made) return made;
  fs::path parent = to;
  for (const TreeEntry& entry : entries) {
    const fs::path place = to / entry.path;
    if (place.parent_path() != parent) {
      parent = place.parent_path();
      if (Result<void> made = make_folder(parent); !made) return made;
    }
    Result<void> done;
    switch (entry.kind) {
      case TreeEntry::Kind::Folder:
        done = make_folder(place);
        break;
      case TreeEntry::Kind::Link:
        done = make_link(entry, place);
        break;
      case TreeEntry::Kind::File:
        done = duplicate_file(from / entry.path, place);
        break;
    }
    if (!done) return done;
  }
  return {};
}

Result<void> copy_tree(const fs::path& from, const fs::path& to, std::span<const std::string_view> excluded_names) {
  const Result<std::vector<TreeEntry>> entries = walk_tree(from, excluded_names);
  if (!entries) return fail(entries.error());
  return copy_entries(from, *entries, to);
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
