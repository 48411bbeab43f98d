#include "system/untar.h"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "base/descriptor.h"
#include "base/text.h"
#include "system/beneath.h"
#include "system/copy.h"

namespace cxsam::system {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kRemoved = ".wh.";
constexpr std::string_view kEmptied = ".wh..wh..opq";

struct FreeArchive {
  void operator()(::archive* archive) const { ::archive_read_free(archive); }
};

/// A member's place below the root: relative and normal, "" for the root itself. Nothing for one that leads out.
std::optional<fs::path> place_of(const char* name) {
  if (name == nullptr) return std::nullopt;
  fs::path place = fs::path(name).relative_path().lexically_normal();
  if (!place.empty() && *place.begin() == "..") return std::nullopt;
  if (!place.has_filename()) place = place.parent_path();  // "etc/"
  return place == "." ? fs::path() : place;
}

/// An open folder as a path, for what has no call with a descriptor.
fs::path path_of(const Descriptor& folder) { return "/proc/self/fd/" + std::to_string(folder.get()); }

class Unpacking {
 public:
  Unpacking(::archive* archive, int root, std::uint64_t max_bytes) : archive_(archive), root_(root), left_(max_bytes) {}

  Result<void> run() {
    ::archive_entry* entry = nullptr;
    while (true) {
      const int status = ::archive_read_next_header(archive_, &entry);
      if (status == ARCHIVE_EOF) return {};
      if (status < ARCHIVE_WARN) return fail(why_unreadable());
      if (Result<void> done = unpack(entry); !done) return done;
    }
  }

 private:
  std::string why_unreadable() {
    const char* why = ::archive_error_string(archive_);
    return "it is no tar archive that can be read: " + to_lower(why == nullptr ? "unknown reason" : why);
  }

  Result<void> unpack(::archive_entry* entry) {
    const char* said = ::archive_entry_pathname(entry);
    const std::string shown = said == nullptr ? "" : said;
    const std::optional<fs::path> place = place_of(said);
    if (!place) return fail("its member `" + shown + "` leads out of the archive");
    if (place->empty()) return {};
    const Descriptor folder = make_folders_beneath(root_, place->parent_path().string());
    const std::string name = place->filename().string();
    const bool done = folder.valid() && put(entry, folder, name, *place);
    if (left_ == 0) return fail("it holds more than an image on Lambda may");
    if (!failure_.empty()) return fail(failure_);
    if (!done) return fail("cannot make its member `" + shown + "`: " + errno_text(errno));
    fresh_.insert(place->string());
    return {};
  }

  /// False with errno.
  bool put(::archive_entry* entry, const Descriptor& folder, const std::string& name, const fs::path& place) {
    if (name == kEmptied) return empty(folder, place.parent_path());
    if (name.starts_with(kRemoved)) return remove(folder, name.substr(kRemoved.size()));
    if (const char* target = ::archive_entry_hardlink(entry)) return link(folder, name, target);
    switch (::archive_entry_filetype(entry)) {
      case AE_IFDIR:
        return make_folder(folder, name, ::archive_entry_perm(entry));
      case AE_IFLNK:
        return remove(folder, name) && ::symlinkat(::archive_entry_symlink(entry), folder.get(), name.c_str()) == 0;
      case AE_IFREG:
        return write(folder, name, ::archive_entry_perm(entry));
      default:
        return true;
    }
  }

  static bool remove(const Descriptor& folder, const std::string& name) {
    if (name.empty() || name == "." || name == "..") return true;
    if (::unlinkat(folder.get(), name.c_str(), 0) == 0 || errno == ENOENT) return true;
    const Result<void> removed = remove_tree(path_of(folder) / name);
    if (!removed) errno = ENOTEMPTY;
    return removed.has_value();
  }

  /// What this layer itself has put there stays.
  bool empty(const Descriptor& folder, const fs::path& place) {
    std::error_code error;
    bool done = true;
    for (const fs::directory_entry& each : fs::directory_iterator(path_of(folder), error)) {
      const std::string name = each.path().filename().string();
      if (!fresh_.contains((place / name).string())) done = remove(folder, name) && done;
    }
    return done && !error;
  }

  /// A folder joins the one that is there.
  static bool make_folder(const Descriptor& folder, const std::string& name, mode_t mode) {
    struct stat info {};
    const bool is_there = ::fstatat(folder.get(), name.c_str(), &info, AT_SYMLINK_NOFOLLOW) == 0;
    if (is_there && !S_ISDIR(info.st_mode) && !remove(folder, name)) return false;
    if (::mkdirat(folder.get(), name.c_str(), 0755) != 0 && errno != EEXIST) return false;
    return ::fchmodat(folder.get(), name.c_str(), (mode & 0777U) | 0700U, 0) == 0;
  }

  bool link(const Descriptor& folder, const std::string& name, const char* target) {
    const std::optional<fs::path> place = place_of(target);
    if (!place || place->empty()) {
      errno = EXDEV;
      return false;
    }
    const Descriptor other = open_beneath(root_, "./" + place->parent_path().string(), O_PATH | O_DIRECTORY);
    if (!other.valid()) return false;
    struct stat info {};
    const std::string last = place->filename().string();
    if (::fstatat(other.get(), last.c_str(), &info, AT_SYMLINK_NOFOLLOW) != 0) return false;
    struct stat here {};
    const bool same = ::fstatat(folder.get(), name.c_str(), &here, AT_SYMLINK_NOFOLLOW) == 0 && here.st_ino == info.st_ino;
    if (same) return true;
    return remove(folder, name) && ::linkat(other.get(), last.c_str(), folder.get(), name.c_str(), 0) == 0;
  }

  bool write(const Descriptor& folder, const std::string& name, mode_t mode) {
    if (!remove(folder, name)) return false;
    const Descriptor file(::openat(folder.get(), name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (!file.valid()) return false;
    while (true) {
      const ssize_t got = ::archive_read_data(archive_, buffer_.data(), buffer_.size());
      if (got == 0) break;
      if (got < 0) {
        failure_ = why_unreadable();
        return false;
      }
      if (!spend(static_cast<std::uint64_t>(got)) || !write_whole(file, static_cast<std::size_t>(got))) return false;
    }
    return ::fchmod(file.get(), (mode & 0777U) | 0400U) == 0;
  }

  bool spend(std::uint64_t bytes) {
    left_ = bytes < left_ ? left_ - bytes : 0;
    return left_ > 0;
  }

  bool write_whole(const Descriptor& file, std::size_t bytes) {
    std::string_view text(buffer_.data(), bytes);
    while (!text.empty()) {
      const ssize_t written = ::write(file.get(), text.data(), text.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) return false;
      text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
  }

  ::archive* archive_;
  int root_;
  std::uint64_t left_;
  std::string failure_;
  std::set<std::string> fresh_;  // places that this archive has filled
  std::array<char, 131072> buffer_{};
};

bool is_zstandard(const Descriptor& file) {
  std::array<char, 4> magic{};
  return ::pread(file.get(), magic.data(), magic.size(), 0) == 4 && std::string_view(magic.data(), 4) == "\x28\xb5\x2f\xfd";
}

}  // namespace

Result<void> unpack_tar(const fs::path& file, const fs::path& root, std::uint64_t max_bytes) {
  const Descriptor opened(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (!opened.valid()) return fail("cannot read `" + file.string() + "`: " + errno_text(errno));
  const Descriptor top(::open(root.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  if (!top.valid()) return fail("cannot open `" + root.string() + "`: " + errno_text(errno));
  const std::string cannot = "cannot unpack `" + file.string() + "`: ";
  if (is_zstandard(opened)) return fail(Error{cannot + "it is packed with zstandard"}.hint("make it with gzip or unpacked"));

  const std::unique_ptr<::archive, FreeArchive> archive(::archive_read_new());
  ::archive_read_support_filter_gzip(archive.get());
  ::archive_read_support_format_tar(archive.get());
  constexpr std::size_t kBlock = 131072;
  if (::archive_read_open_fd(archive.get(), opened.get(), kBlock) != ARCHIVE_OK) return fail(cannot + "it is no tar archive");
  const auto unpacking = std::make_unique<Unpacking>(archive.get(), top.get(), max_bytes);
  if (Result<void> done = unpacking->run(); !done) return fail(cannot + done.error().message);
  return {};
}

}  // namespace cxsam::system
