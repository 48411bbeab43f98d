#include "system/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>

#include <cerrno>

namespace cxsam::system {

Result<FileLock> FileLock::acquire(const std::filesystem::path& path, const std::function<void()>& on_wait) {
  std::error_code error;
  std::filesystem::create_directories(path.parent_path(), error);
  if (error) return fail("cannot make the folder `" + path.parent_path().string() + "`: " + errno_text(error.value()));
  Descriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666));
  if (!file.valid()) return fail("cannot write `" + path.string() + "`: " + errno_text(errno));
  if (::flock(file.get(), LOCK_EX | LOCK_NB) == 0) return FileLock(std::move(file));
  if (errno == EWOULDBLOCK) on_wait();
  while (::flock(file.get(), LOCK_EX) != 0) {
    if (errno != EINTR) return fail("cannot lock `" + path.string() + "`: " + errno_text(errno));
  }
  return FileLock(std::move(file));
}

}  // namespace cxsam::system
