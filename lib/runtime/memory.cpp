#include "runtime/memory.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <string_view>

#include "runtime/proc_files.h"

namespace cxsam::runtime {
namespace {

constexpr std::size_t kMaxProcesses = 1024;

}  // namespace

std::vector<pid_t> processes_below(pid_t root) {
  std::vector<pid_t> found;
  ProcBuffer buffer{};
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
  ProcBuffer buffer{};
  const ssize_t size = status.valid() ? pread(status.get(), buffer.data(), buffer.size(), 0) : 0;
  std::string_view text(buffer.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
  const std::size_t line = text.find("VmHWM:");
  if (line == std::string_view::npos) return 0;
  text.remove_prefix(line);
  return take_number(text) * 1024;
}

std::uint64_t private_memory(pid_t pid) {
  ProcBuffer buffer{};
  std::array<char, 64> path{};
  std::snprintf(path.data(), path.size(), "/proc/%d/statm", pid);
  std::string_view text = read_proc(path.data(), buffer);
  take_number(text);
  const std::uint64_t resident = take_number(text);
  const std::uint64_t shared = take_number(text);
  return (resident > shared ? resident - shared : 0) * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

}  // namespace cxsam::runtime
