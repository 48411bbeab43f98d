#include "runtime/cgroups.h"

#include <catch2/catch.hpp>

#include "tests/support/scratch_folder.h"

using namespace cxsam;
using namespace cxsam::runtime;

TEST_CASE("cgroups: limits as the kernel's files take them", "[runtime][cgroups]") {
  using Settings = std::vector<std::pair<std::string, std::string>>;
  const CgroupLimits limits{.memory_bytes = 1024, .processes = 7, .cpu_memory_mb = 1769};
  CHECK(cgroup_settings(limits, {"memory", "pids", "cpu"}) ==
        Settings{{"memory.max", "1024"}, {"memory.swap.max", "0"}, {"pids.max", "7"}, {"cpu.max", "100000 100000"}});
  CHECK(cgroup_settings(limits, {"pids"}) == Settings{{"pids.max", "7"}});
  CHECK(cgroup_settings({.cpu_memory_mb = 128}, {"cpu"}) == Settings{{"cpu.max", "7235 100000"}});
  CHECK(cgroup_settings({.cpu_memory_mb = 10240}, {"cpu"}) == Settings{{"cpu.max", "578858 100000"}});
  CHECK(cgroup_settings({}, {"memory", "pids", "cpu"}).empty());
}

TEST_CASE("cgroups: which group this process is in", "[runtime][cgroups]") {
  CHECK(own_cgroup("0::/user.slice/a.scope\n") == "/user.slice/a.scope");
  CHECK(own_cgroup("4:memory:/x\n0::/\n") == "/");
  CHECK_FALSE(own_cgroup("4:memory:/x\n"));
  CHECK_FALSE(own_cgroup(""));
}

TEST_CASE("cgroups: where none can be made, it is said why", "[runtime][cgroups]") {
  const test::ScratchFolder nothing;
  const auto claimed = Cgroups::claim(nothing.path(), {"memory", "cpu"});
  REQUIRE_FALSE(claimed);
  CHECK(claimed.error().message == "this machine has no control groups of version 2 with memory, cpu");
}
