#include "system/tree.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <utility>

#include "base/descriptor.h"

namespace cxsam::system {
namespace {

constexpr std::size_t kMaxDepth = 256;

struct CloseFolder {
  void operator()(DIR* folder) const { ::closedir(folder); }
};

bool matches(std::string_view path, std::string_view name, std::string_view pattern) {
  if (pattern.starts_with('/')) return path == pattern.substr(1);
  return pattern.starts_with('*') ? name.ends_with(pattern.substr(1)) : name == pattern;
}

class Walk {
 public:
  Walk(const std::filesystem::path& root, std::span<const std::string_view> excluded) : root_(root), excluded_(excluded) {}

  Result<std::vector<TreeEntry>> run() {
    std::error_code error;
    real_root_ = std::filesystem::canonical(root_, error).string();
    if (error) return fail("cannot read `" + root_.string() + "`: " + errno_text(error.value()));
    const Result<void> done = folder(Descriptor(::open(root_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)), "", false);
    if (!done) return fail(done.error());
    std::ranges::sort(entries_, {}, &TreeEntry::path);
    return std::move(entries_);
  }

 private:
  using Identity = std::pair<dev_t, ino_t>;

  /// `foreign`: reached through a link that leads outside, so that links below it are followed as well.
  Result<void> folder(Descriptor descriptor, const std::string& prefix, bool foreign) {
    struct stat info {};
    if (!descriptor.valid() || ::fstat(descriptor.get(), &info) != 0) return cannot_read(prefix, errno);
    const Identity identity{info.st_dev, info.st_ino};
    if (std::ranges::find(above_, identity) != above_.end())
      return fail("the link `" + full(prefix) + "` leads back into a folder that holds it");
    if (above_.size() == kMaxDepth) return fail("`" + full(prefix) + "` is nested more than 256 folders deep");

    const std::unique_ptr<DIR, CloseFolder> names(::fdopendir(::fcntl(descriptor.get(), F_DUPFD_CLOEXEC, 0)));
    if (!names) return cannot_read(prefix, errno);
    above_.push_back(identity);
    while (const dirent* found = ::readdir(names.get())) {
      const std::string_view name = found->d_name;
      if (name == "." || name == "..") continue;
      if (Result<void> done = entry(descriptor.get(), found->d_name, prefix, foreign); !done) return done;
    }
    above_.pop_back();
    return {};
  }

  Result<void> entry(int parent, const char* name, const std::string& prefix, bool foreign) {
    TreeEntry made;
    made.path = prefix.empty() ? name : prefix + "/" + name;
    if (is_excluded(made.path, name)) return {};
    struct stat info {};
    if (::fstatat(parent, name, &info, AT_SYMLINK_NOFOLLOW) != 0) {
      if (errno == ENOENT) return {};  // gone since it was listed
      return cannot_read(made.path, errno);
    }
    if (S_ISLNK(info.st_mode)) {
      const Result<bool> kept = link(made, foreign);
      if (!kept) return fail(kept.error());
      if (!*kept && ::fstatat(parent, name, &info, 0) != 0) return cannot_read(made.path, errno);
      if (!*kept) foreign = true;
    }
    made.modified = nanoseconds(info.st_mtim);
    made.changed = nanoseconds(info.st_ctim);
    made.mode = info.st_mode & 0777U;
    if (S_ISREG(info.st_mode)) made.size = static_cast<std::uint64_t>(info.st_size);
    if (S_ISDIR(info.st_mode)) made.kind = TreeEntry::Kind::Folder;
    if (!S_ISREG(info.st_mode) && !S_ISDIR(info.st_mode) && !S_ISLNK(info.st_mode)) return {};
    entries_.push_back(std::move(made));
    if (!S_ISDIR(info.st_mode)) return {};
    const std::string path = entries_.back().path;
    return folder(Descriptor(::openat(parent, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC)), path, foreign);
  }

  /// True when the entry stays a link.
  Result<bool> link(TreeEntry& made, bool foreign) {
    const std::filesystem::path path = root_ / made.path;
    std::error_code error;
    const std::filesystem::path target = std::filesystem::read_symlink(path, error);
    if (error) return cannot_read(made.path, error.value());
    const std::string real = std::filesystem::canonical(path, error).string();
    const bool dangling = error == std::errc::no_such_file_or_directory || error == std::errc::not_a_directory;
    if (error && !dangling) return cannot_read(made.path, error.value());
    const bool inside = real.starts_with(real_root_) && (real.size() == real_root_.size() || real[real_root_.size()] == '/');
    if (!dangling && (foreign || target.is_absolute() || !inside)) return false;
    made.kind = TreeEntry::Kind::Link;
    made.target = target.string();
    return true;
  }

  [[nodiscard]] bool is_excluded(std::string_view path, std::string_view name) const {
    return std::ranges::any_of(excluded_, [&](std::string_view pattern) { return matches(path, name, pattern); });
  }

  [[nodiscard]] std::string full(const std::string& path) const { return (root_ / path).string(); }

  [[nodiscard]] tl::unexpected<Error> cannot_read(const std::string& path, int code) const {
    return fail("cannot read `" + (path.empty() ? root_.string() : full(path)) + "`: " + errno_text(code));
  }

  const std::filesystem::path& root_;
  std::span<const std::string_view> excluded_;
  std::string real_root_;
  std::vector<Identity> above_;
  std::vector<TreeEntry> entries_;
};

}  // namespace

Result<std::vector<TreeEntry>> walk_tree(const std::filesystem::path& root, std::span<const std::string_view> excluded) {
  return Walk(root, excluded).run();
}

std::int64_t nanoseconds(const timespec& time) { return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec; }

Result<TreeEntry> look_at_file(const std::filesystem::path& file) {
  struct stat info {};
  if (::stat(file.c_str(), &info) != 0) return fail("cannot read `" + file.string() + "`: " + errno_text(errno));
  TreeEntry entry;
  entry.path = file.filename().string();
  entry.mode = info.st_mode & 0777U;
  entry.size = static_cast<std::uint64_t>(info.st_size);
  entry.modified = nanoseconds(info.st_mtim);
  entry.changed = nanoseconds(info.st_ctim);
  return entry;
}

Result<TreeSize> measure_tree(const std::filesystem::path& root, std::span<const std::string_view> excluded) {
  std::error_code error;
  if (std::filesystem::is_regular_file(root, error)) return TreeSize{1, std::filesystem::file_size(root, error)};
  const Result<std::vector<TreeEntry>> entries = walk_tree(root, excluded);
  if (!entries) return fail(entries.error());
  TreeSize size;
  for (const TreeEntry& entry : *entries) {
    if (entry.kind == TreeEntry::Kind::File) ++size.files;
    size.bytes += entry.size;
  }
  return size;
}

}  // namespace cxsam::system
