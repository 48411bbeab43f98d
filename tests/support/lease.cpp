#include "tests/support/lease.h"

#include <fcntl.h>
#include <unistd.h>

#include <csignal>

namespace cxsam::test {

Lease::Lease(const std::filesystem::path& path) : file_(::open(path.c_str(), O_RDWR | O_CLOEXEC)) {
  std::signal(SIGIO, SIG_IGN);  // says that somebody waits
  held_ = ::fcntl(file_, F_SETLEASE, F_WRLCK) == 0;
}

Lease::~Lease() { ::close(file_); }

}  // namespace cxsam::test
