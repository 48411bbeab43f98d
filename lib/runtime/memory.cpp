#include "runtime/memory.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <cstdio>
#include <string_view>

namespace cxsam::runtime {
namespace {

constexpr std::size_t kMaxProcesses = 1024;

// Files of /proc are short and read in one piece.
std::string_view read_proc(const char* path, std::array<char, 4096>& buffer) {
  const int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return {};
  const ssize_t size = read(file, buffer.data(), buffer.size());
  close(file);
  return {buffer.data(), size > 0 ? static_cast<std::size_t>(size) : 0};
}

std::uint64_t take_number(std::string_view& text) {
  const std::size_t first = text.find_first_of("0123456789");
  if (first == std::string_view::npos) {
    text = {};
    return 0;
  }
  std::uint64_t number = 0;
  const auto parsed = std::from_chars(text.data() + first, text.data() + text.size(), number);
  text.remove_prefix(static_cast<std::size_t>(parsed.ptr - text.data()));
  return number;
}

}  // namespace

std::vector<pid_t> processes_below(pid_t root) {
  std::vector<pid_t> found;
  std::array<char, 4096> buffer{};
  std::array<char, 64> path{};
  pid_t parent = root;
  for (std::size_t next = 0; found.size() < kMaxProcesses; ++next) {
    std::snprintf(path.data(), path.size(), "/proc/%d/task/%d/children", parent, parent);
    std::string_view text = read_proc(path.data(), buffer);
    while (const std::uint64_t child = take_number(text)) found.push_back(static_cast<pid_t>(child));
    if (next == found.size()) break;
    parent = found[next];
  }
  return found;
}

Descriptor open_status(pid_t pid) {
  std::array<char, 64> path{};
  std::snprintf(path.data(), path.size(), "/proc/%d/status", pid);
  return Descriptor(open(path.data(), O_RDONLY | O_CLOEXEC));
}

std::uint64_t peak_memory(const Descriptor& status) {
  std::array<char, 4096> buffer{};
  const ssize_t size = status.valid() ? pread(status.get(), buffer.data(), buffer.size(), 0) : 0;
  std::string_view text(buffer.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
  const std::size_t line = text.find("VmHWM:");
  if (line == std::string_view::npos) return 0;
  text.remove_prefix(line);
  return take_number(text) * 1024;
}

std::uint64_t private_memory(pid_t pid) {
  std::array<char, 4096> buffer{};
  std::array<char, 64> path{};
  std::snprintf(path.data(), path.size(), "/proc/%d/statm", pid);
  std::string_view text = read_proc(path.data(), buffer);
  take_number(text);
  const std::uint64_t resident = take_number(text);
  const std::uint64_t shared = take_number(text);
  return (resident > shared ? resident - shared : 0) * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

}  // namespace cxsam::runtime
