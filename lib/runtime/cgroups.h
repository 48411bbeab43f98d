// Control groups of the kernel (version 2) for instances, where this process may make some: what they take of memory and
// processors is then bounded by the kernel. Source: Linux kernel documentation, "Control Group v2", delegation.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/descriptor.h"
#include "base/result.h"

namespace cxsam::runtime {

struct CgroupLimits {
  std::optional<std::uint64_t> memory_bytes;
  std::optional<std::uint32_t> processes;
  std::optional<std::uint32_t> cpu_memory_mb;  // a share of processors, as Lambda gives it with that memory
};

/// What is written to which file of a group. Source of the share: AWS Lambda developer guide, "Configure Lambda function
/// memory": 1,769 MB are one virtual processor.
std::vector<std::pair<std::string, std::string>> cgroup_settings(const CgroupLimits& limits,
                                                                 const std::set<std::string, std::less<>>& controllers);

/// The group in /proc/self/cgroup: "/user.slice/x.scope"; nothing without version 2.
std::optional<std::string> own_cgroup(std::string_view proc_text);

/// One group; removed when destroyed, when all in it have ended.
class Cgroup {
 public:
  Cgroup(std::filesystem::path folder, Descriptor entrance) : folder_(std::move(folder)), entrance_(std::move(entrance)) {}
  Cgroup(const Cgroup&) = delete;
  Cgroup& operator=(const Cgroup&) = delete;
  ~Cgroup();

  /// A process that writes "0" to it joins.
  [[nodiscard]] int entrance() const { return entrance_.get(); }
  /// Whether the kernel has ended a process of it for its memory.
  [[nodiscard]] bool killed_for_memory() const;

 private:
  std::filesystem::path folder_;
  Descriptor entrance_;
};

/// A group of which this process may make parts.
class Cgroups {
 public:
  /// This process moves into a part of its own, as the kernel demands of a group that is divided. `mount`: usually
  /// /sys/fs/cgroup. Errors: why no group may be divided here.
  static Result<std::unique_ptr<Cgroups>> claim(const std::filesystem::path& mount, const std::vector<std::string>& wanted);
  Cgroups(const Cgroups&) = delete;
  Cgroups& operator=(const Cgroups&) = delete;
  ~Cgroups();

  [[nodiscard]] bool has(std::string_view controller) const { return controllers_.contains(controller); }
  Result<std::shared_ptr<Cgroup>> make(const CgroupLimits& limits);

 private:
  Cgroups(std::filesystem::path base, std::set<std::string, std::less<>> controllers)
      : base_(std::move(base)), controllers_(std::move(controllers)) {}

  std::filesystem::path base_;
  std::set<std::string, std::less<>> controllers_;
  std::uint64_t made_ = 0;
};

}  // namespace cxsam::runtime
