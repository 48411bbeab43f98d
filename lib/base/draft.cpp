#include "base/draft.h"

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <string>
#include <utility>

namespace cxsam {
namespace {

constexpr mode_t kNewFile = 0666;

tl::unexpected<Error> cannot_write(const std::filesystem::path& place, int code) {
  return fail("cannot write `" + place.string() + "`: " + errno_text(code));
}

}  // namespace

// Not by mkostemp(), whose files only their owner reads: the umask that they would need can be asked only by setting it, and a
// process that another thread starts meanwhile would keep that.
Result<Draft> Draft::beside(const std::filesystem::path& place) {
  static std::atomic<unsigned> count = 0;
  while (true) {
    std::filesystem::path path = place;
    path += "." + std::to_string(::getpid()) + "-" + std::to_string(count++);
    Descriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, kNewFile));
    if (file.valid()) return Draft(place, std::move(path), std::move(file));
    if (errno != EEXIST) return cannot_write(place, errno);
  }
}

Draft::~Draft() {
  if (!path_.empty()) ::unlink(path_.c_str());
}

Result<void> Draft::keep() {
  if (::rename(path_.c_str(), place_.c_str()) != 0) return cannot_write(place_, errno);
  path_.clear();
  return {};
}

}  // namespace cxsam
