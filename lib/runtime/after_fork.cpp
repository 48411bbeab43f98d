#include "runtime/after_fork.h"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>

namespace cxsam::runtime {
namespace {

// "<id> <id> 1" without allocation.
void identity_map(unsigned int id, std::array<char, 64>& text) {
  std::array<char, 16> digits{};
  std::size_t count = 0;
  do {
    digits[count++] = static_cast<char>('0' + id % 10);
    id /= 10;
  } while (id != 0);
  std::reverse(digits.begin(), digits.begin() + static_cast<std::ptrdiff_t>(count));
  char* out = text.data();
  for (int twice = 0; twice < 2; ++twice) {
    out = std::copy_n(digits.data(), count, out);
    *out++ = ' ';
  }
  *out++ = '1';
  *out = '\0';
}

}  // namespace

bool write_text(const char* path, const char* text) {
  const int file = open(path, O_WRONLY | O_CLOEXEC);
  if (file < 0) return false;
  const bool whole = write(file, text, strlen(text)) == static_cast<ssize_t>(strlen(text));
  close(file);
  return whole;
}

bool map_identity(unsigned int uid, unsigned int gid) {
  std::array<char, 64> uid_map{};
  std::array<char, 64> gid_map{};
  identity_map(uid, uid_map);
  identity_map(gid, gid_map);
  return write_text("/proc/self/setgroups", "deny") && write_text("/proc/self/uid_map", uid_map.data()) &&
         write_text("/proc/self/gid_map", gid_map.data());
}

// A session of its own would do as much, but Linux shares processors out by sessions, and on a busy machine a new one waits
// long for its first turn. Source: sched(7), "The autogroup feature".
void leave_terminal() {
  setpgid(0, 0);
  const int terminal = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (terminal < 0) return;
  ioctl(terminal, TIOCNOTTY);
  close(terminal);
}

}  // namespace cxsam::runtime
