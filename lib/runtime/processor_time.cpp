#include "runtime/processor_time.h"

#include <sched.h>

#include <algorithm>
#include <ctime>
#include <string>

#include "runtime/proc_files.h"

namespace cxsam::runtime {
namespace {

// Of all its threads, but not what they wait.
std::chrono::nanoseconds time_of_threads(pid_t pid) {
  clockid_t clock{};
  timespec time{};
  if (clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &time) != 0) return {};
  return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

std::chrono::nanoseconds time_of_thread(const char* path) {
  ProcBuffer buffer{};
  std::string_view text = read_proc(path, buffer);
  const std::uint64_t ran = take_number(text);
  const std::uint64_t waited = take_number(text);
  return std::chrono::nanoseconds(ran + waited);
}

}  // namespace

std::chrono::nanoseconds processor_time(pid_t pid) {
  const std::string first_thread = "/proc/" + std::to_string(pid) + "/schedstat";
  return std::max(time_of_threads(pid), time_of_thread(first_thread.c_str()));
}

std::chrono::nanoseconds own_processor_time() { return time_of_thread("/proc/thread-self/schedstat"); }

void give_way(pid_t pid) {
  const sched_param none{};
  if (sched_getscheduler(pid) == SCHED_OTHER) sched_setscheduler(pid, SCHED_BATCH, &none);
}

}  // namespace cxsam::runtime
