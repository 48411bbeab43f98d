#include "base/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "base/descriptor.h"
#include "base/draft.h"

namespace cxsam {
namespace {

tl::unexpected<Error> cannot(std::string_view verb, const std::filesystem::path& path, int code) {
  return fail("cannot " + std::string(verb) + " `" + path.string() + "`: " + errno_text(code));
}

/// `size` is 0 for what is no regular file.
Result<Descriptor> open_to_read(const std::filesystem::path& path, std::uint64_t& size) {
  Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.valid()) return cannot("read", path, errno);
  struct stat info {};
  if (::fstat(file.get(), &info) != 0) return cannot("read", path, errno);
  if (S_ISDIR(info.st_mode)) return cannot("read", path, EISDIR);
  size = S_ISREG(info.st_mode) ? static_cast<std::uint64_t>(info.st_size) : 0;
  return file;
}

/// Until the end, or until `take` returns false. Returns errno, or 0.
template <class Take>
int read_all(int fd, const Take& take) {
  char buffer[65536];
  while (true) {
    const ssize_t got = ::read(fd, buffer, sizeof buffer);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return errno;
    if (got == 0 || !take(std::string_view(buffer, static_cast<std::size_t>(got)))) return 0;
  }
}

bool write_all(int fd, std::string_view content) {
  while (!content.empty()) {
    const ssize_t written = ::write(fd, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

// /dev/null, /dev/stdout, a pipe: nothing that may be replaced.
Result<void> write_into(const std::filesystem::path& path, std::string_view content) {
  const Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY));
  if (file.get() < 0 || !write_all(file.get(), content)) return cannot("write", path, errno);
  return {};
}

}  // namespace

Result<std::string> read_file(const std::filesystem::path& path, std::uint64_t max_bytes) {
  std::uint64_t size = 0;
  const Result<Descriptor> file = open_to_read(path, size);
  if (!file) return fail(file.error());
  std::string content;
  content.reserve(static_cast<std::size_t>(size) + 1);
  bool too_large = false;
  const int code = read_all(file->get(), [&](std::string_view piece) {
    content += piece;
    too_large = content.size() > max_bytes;
    return !too_large;
  });
  if (code != 0) return cannot("read", path, code);
  if (too_large) return fail("`" + path.string() + "` is larger than " + std::to_string(max_bytes) + " bytes");
  return content;
}

Result<void> read_pieces(const std::filesystem::path& path, const std::function<void(std::string_view)>& take) {
  std::uint64_t size = 0;
  const Result<Descriptor> file = open_to_read(path, size);
  if (!file) return fail(file.error());
  const int code = read_all(file->get(), [&take](std::string_view piece) {
    take(piece);
    return true;
  });
  if (code != 0) return cannot("read", path, code);
  return {};
}

bool file_exists(const std::filesystem::path& path) {
  std::error_code ignored;
  return std::filesystem::exists(path, ignored);
}

bool is_inside(const std::filesystem::path& path, const std::filesystem::path& folder) {
  const std::filesystem::path relative = path.lexically_relative(folder);
  return !relative.empty() && *relative.begin() != "..";
}

Result<void> write_file_atomically(const std::filesystem::path& named, std::string_view content) {
  std::error_code error;
  if (named.has_parent_path()) std::filesystem::create_directories(named.parent_path(), error);
  if (error) return cannot("make the folder", named.parent_path(), error.value());

  struct stat info {};
  const bool is_there = ::stat(named.c_str(), &info) == 0;
  if (is_there && !S_ISREG(info.st_mode)) return write_into(named, content);
  const std::filesystem::path path = is_there ? std::filesystem::canonical(named, error) : named;
  if (error) return cannot("write", named, error.value());
  Result<Draft> draft = Draft::beside(path);
  if (!draft) return fail(draft.error());
  const int file = draft->descriptor();
  if (is_there) ::fchmod(file, info.st_mode & 0777U);
  if (!write_all(file, content) || ::fsync(file) != 0) return cannot("write", path, errno);
  return draft->keep();
}

}  // namespace cxsam
