#include "system/duplicate.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "base/descriptor.h"

namespace cxsam::system {
namespace {

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

/// A file that nobody else has open.
Descriptor fresh_file(Spot place) {
  constexpr int kFlags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC;
  Descriptor file(::openat(place.folder, place.name, kFlags, 0600));
  if (file.valid() || errno != EEXIST || ::unlinkat(place.folder, place.name, 0) != 0) return file;
  return Descriptor(::openat(place.folder, place.name, kFlags, 0600));
}

}  // namespace

CopyFault duplicate(Spot from, Spot to) {
  const Descriptor in(::openat(from.folder, from.name, O_RDONLY | O_CLOEXEC));
  struct stat info {};
  if (!in.valid() || ::fstat(in.get(), &info) != 0) return CopyFault::Reading;
  const Descriptor out = fresh_file(to);
  if (!out.valid()) return CopyFault::Writing;
  const std::array<timespec, 2> times{info.st_atim, info.st_mtim};
  const bool done = copy_bytes(in.get(), out.get()) && ::fchmod(out.get(), info.st_mode & 0777U) == 0 &&
                    ::futimens(out.get(), times.data()) == 0;
  return done ? CopyFault::None : CopyFault::Writing;
}

bool link_symbolically(const char* target, Spot to) {
  if (::symlinkat(target, to.folder, to.name) == 0) return true;
  return errno == EEXIST && ::unlinkat(to.folder, to.name, 0) == 0 && ::symlinkat(target, to.folder, to.name) == 0;
}

}  // namespace cxsam::system
