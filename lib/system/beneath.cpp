#include "system/beneath.h"

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

namespace cxsam::system {

Descriptor open_beneath(int root, const std::string& path, int flags) {
  open_how how{};
  how.flags = static_cast<std::uint64_t>(flags | O_CLOEXEC);
  how.resolve = RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS;
  return Descriptor(static_cast<int>(::syscall(SYS_openat2, root, path.c_str(), &how, sizeof how)));
}

Descriptor make_folders_beneath(int root, const std::string& path) {
  Descriptor folder = open_beneath(root, ".", O_PATH | O_DIRECTORY);
  std::filesystem::path so_far;
  for (const std::filesystem::path& part : std::filesystem::path(path)) {
    if (!folder.valid()) break;
    so_far /= part;
    Descriptor next = open_beneath(root, so_far.string(), O_PATH | O_DIRECTORY);
    if (!next.valid() && errno == ENOENT && ::mkdirat(folder.get(), part.c_str(), 0755) == 0)
      next = open_beneath(root, so_far.string(), O_PATH | O_DIRECTORY);
    folder = std::move(next);
  }
  return folder;
}

}  // namespace cxsam::system
