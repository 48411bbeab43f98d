#include "runtime/cgroups.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "base/file.h"
#include "base/text.h"

namespace cxsam::runtime {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kPeriod = 100'000;  // microseconds; the kernel's own
constexpr std::uint64_t kMbOfOneProcessor = 1769;
constexpr std::uint64_t kLeastQuota = 1'000;  // the kernel takes no less

/// 0 or errno.
int write_to(const fs::path& file, std::string_view text) {
  const Descriptor opened(::open(file.c_str(), O_WRONLY | O_CLOEXEC));
  if (!opened.valid()) return errno;
  return ::write(opened.get(), text.data(), text.size()) == static_cast<ssize_t>(text.size()) ? 0 : errno;
}

std::set<std::string, std::less<>> words_of(const fs::path& file) {
  std::set<std::string, std::less<>> words;
  const std::string text = read_file(file).value_or("");
  for (const std::string_view word : split(trim(text), ' '))
    if (!word.empty()) words.emplace(word);
  return words;
}

/// A group that is divided has no processes of its own but the root, so nobody else may be in it.
bool is_alone_in(const fs::path& group) {
  const std::string text = read_file(group / "cgroup.procs").value_or("");
  return trim(text) == std::to_string(::getpid());
}

void allow(const fs::path& group, const std::vector<std::string>& controllers) {
  for (const std::string& controller : controllers) (void)write_to(group / "cgroup.subtree_control", "+" + controller);
}

/// Groups of those that were killed before they could remove them.
void remove_leftovers(const fs::path& own) {
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(own, error)) {
    if (!entry.path().filename().string().starts_with("cxsam-")) continue;
    std::error_code ignored;
    for (const fs::directory_entry& part : fs::directory_iterator(entry.path(), ignored))
      if (part.is_directory(ignored)) ::rmdir(part.path().c_str());
    ::rmdir(entry.path().c_str());
  }
}

}  // namespace

std::vector<std::pair<std::string, std::string>> cgroup_settings(const CgroupLimits& limits,
                                                                 const std::set<std::string, std::less<>>& controllers) {
  std::vector<std::pair<std::string, std::string>> settings;
  if (limits.memory_bytes && controllers.contains("memory")) {
    settings.emplace_back("memory.max", std::to_string(*limits.memory_bytes));
    settings.emplace_back("memory.swap.max", "0");
  }
  if (limits.processes && controllers.contains("pids")) settings.emplace_back("pids.max", std::to_string(*limits.processes));
  if (limits.cpu_memory_mb && controllers.contains("cpu")) {
    const std::uint64_t quota = std::max(kLeastQuota, *limits.cpu_memory_mb * kPeriod / kMbOfOneProcessor);
    settings.emplace_back("cpu.max", std::to_string(quota) + " " + std::to_string(kPeriod));
  }
  return settings;
}

std::optional<std::string> own_cgroup(std::string_view proc_text) {
  for (const std::string_view line : split(proc_text, '\n'))
    if (line.starts_with("0::/")) return std::string(line.substr(3));
  return std::nullopt;
}

Cgroup::~Cgroup() { ::rmdir(folder_.c_str()); }

bool Cgroup::killed_for_memory() const {
  const std::string text = read_file(folder_ / "memory.events").value_or("");
  for (const std::string_view line : split(text, '\n'))
    if (line.starts_with("oom_kill ")) return line != "oom_kill 0";
  return false;
}

Result<std::unique_ptr<Cgroups>> Cgroups::claim(const fs::path& mount, const std::vector<std::string>& wanted) {
  const std::optional<std::string> name = own_cgroup(read_file("/proc/self/cgroup").value_or(""));
  const fs::path own = mount / fs::path(name.value_or("/")).relative_path();
  const auto offered = words_of(own / "cgroup.controllers");
  if (!name || std::ranges::none_of(wanted, [&](const std::string& each) { return offered.contains(each); }))
    return fail("this machine has no control groups of version 2 with " + join(wanted, ", "));
  if (::access((own / "cgroup.subtree_control").c_str(), W_OK) != 0)
    return fail("the control group `" + *name + "` is not delegated");
  const bool is_root = *name == "/";
  if (!is_root && !is_alone_in(own)) return fail("the control group `" + *name + "` holds other processes");

  remove_leftovers(own);
  const fs::path base = own / ("cxsam-" + std::to_string(::getpid()));
  const fs::path self = base / "self";
  if (::mkdir(base.c_str(), 0755) != 0) return fail("cannot make a control group: " + errno_text(errno));
  int error = 0;
  if (!is_root) {
    error = ::mkdir(self.c_str(), 0755) == 0 ? write_to(self / "cgroup.procs", "0") : errno;
  }
  allow(own, wanted);
  allow(base, wanted);
  auto controllers = words_of(base / "cgroup.subtree_control");
  if (error == 0 && !controllers.empty()) return std::unique_ptr<Cgroups>(new Cgroups(base, std::move(controllers)));
  if (!is_root) (void)write_to(own / "cgroup.procs", "0");
  ::rmdir(self.c_str());
  ::rmdir(base.c_str());
  return fail("the control group `" + *name + "` cannot be divided" + (error == 0 ? "" : ": " + errno_text(error)));
}

Cgroups::~Cgroups() { ::rmdir(base_.c_str()); }

Result<std::shared_ptr<Cgroup>> Cgroups::make(const CgroupLimits& limits) {
  const fs::path folder = base_ / ("instance-" + std::to_string(++made_));
  if (::mkdir(folder.c_str(), 0755) != 0) return fail("cannot make a control group: " + errno_text(errno));
  Descriptor entrance(::open((folder / "cgroup.procs").c_str(), O_WRONLY | O_CLOEXEC));
  const int why = errno;
  const bool open = entrance.valid();
  auto group = std::make_shared<Cgroup>(folder, std::move(entrance));
  if (!open) return fail("cannot enter a control group: " + errno_text(why));
  for (const auto& [file, text] : cgroup_settings(limits, controllers_)) {
    const int error = write_to(folder / file, text);
    if (error != 0 && file != "memory.swap.max")  // a machine without swap has none
      return fail("cannot set `" + file + "` of a control group: " + errno_text(error));
  }
  return group;
}

}  // namespace cxsam::runtime
