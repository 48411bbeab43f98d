#include "runtime/sandbox_steps.h"

#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>

using namespace cxsam::runtime;
using Kind = SandboxStep::Kind;

namespace {

// The steps that mount something at `target`, in order.
std::vector<SandboxStep> mounts_at(const std::vector<SandboxStep>& steps, const std::string& target) {
  std::vector<SandboxStep> found;
  std::ranges::copy_if(steps, std::back_inserter(found), [&](const SandboxStep& step) {
    return step.target == target && step.kind != Kind::Folder && step.kind != Kind::Enter;
  });
  return found;
}

}  // namespace

TEST_CASE("sandbox_steps: code read-only, /opt empty, /tmp private and of its size", "[runtime]") {
  const auto steps = sandbox_steps({.code = "/home/me/code", .tmp_mb = 700});
  REQUIRE(mounts_at(steps, "/var/task").size() == 1);
  CHECK(mounts_at(steps, "/var/task")[0].kind == Kind::BindReadOnly);
  CHECK(mounts_at(steps, "/var/task")[0].source == "/home/me/code");
  CHECK(mounts_at(steps, "/opt")[0].kind == Kind::Tmpfs);
  CHECK(mounts_at(steps, "/tmp")[0].source == "size=700m,mode=1777");
}

TEST_CASE("ground_steps: /var is the machine's but for what is Lambda's own", "[runtime]") {
  const auto steps = ground_steps({.var = {"lib", "task"}});
  REQUIRE(mounts_at(steps, "/var/lib").size() == 1);
  CHECK(mounts_at(steps, "/var/lib")[0].source == "lib");
  CHECK(mounts_at(steps, "/var/task").empty());
  CHECK(mounts_at(steps, "/proc")[0].kind == Kind::Proc);
}

TEST_CASE("ground_steps: /lib64 has the C library, where the machine has it elsewhere", "[runtime]") {
  CHECK(mounts_at(ground_steps({}), "/lib64").empty());
  const auto steps = ground_steps({.libraries = "/lib/x86_64-linux-gnu"});
  REQUIRE(mounts_at(steps, "/lib64").size() == 1);
  CHECK(mounts_at(steps, "/lib64/libc.so.6")[0].source == "/lib/x86_64-linux-gnu/libc.so.6");
  CHECK(mounts_at(steps, "/lib64/ld-linux-x86-64.so.2")[0].kind == Kind::Link);
}

TEST_CASE("ground_steps: /var/lang/lib leads to the system's libraries, where the machine has no /var/lang", "[runtime]") {
  CHECK(mounts_at(ground_steps({}), "/var/lang/lib")[0].source == "/lib64");
  CHECK(mounts_at(ground_steps({.var = {"lang"}}), "/var/lang/lib").empty());
}

TEST_CASE("sandbox_steps: one layer is bound, several are an overlay with the last on top", "[runtime]") {
  auto steps = sandbox_steps({.code = "/c", .layers = {"/one"}});
  CHECK(mounts_at(steps, "/opt")[0].kind == Kind::BindReadOnly);
  steps = sandbox_steps({.code = "/c", .layers = {"/one", "/two:b", "/three,c"}});
  CHECK(mounts_at(steps, "/opt")[0].source == "lowerdir=/three\\,c:/two\\:b:/one");
}

TEST_CASE("sandbox_steps: inline code and the bootstrap are written", "[runtime]") {
  const auto steps = sandbox_steps({.code_files = {{"index.py", "x = 1"}}, .runtime_files = {{"bootstrap.py", "y = 2"}}});
  CHECK(mounts_at(steps, "/var/task/index.py")[0].content == "x = 1");
  CHECK(mounts_at(steps, "/var/runtime/bootstrap.py")[0].kind == Kind::WriteFile);
  CHECK(mounts_at(steps, "/var/task").empty());
}

TEST_CASE("sandbox_steps: an interpreter below /tmp or /opt stays visible", "[runtime]") {
  const auto steps = sandbox_steps({.code = "/c", .keep = {"/tmp/venv", "/opt/tools/python", "/usr"}});
  CHECK(mounts_at(steps, "/tmp/venv")[0].source == "venv");
  CHECK(mounts_at(steps, "/opt/tools/python")[0].source == "tools/python");
  CHECK(mounts_at(steps, "/usr").empty());
}

TEST_CASE("sandbox_steps: a program that is kept is mounted over a file", "[runtime]") {
  const std::filesystem::path program = "/tmp/cxsam-kept-" + std::to_string(getpid());
  std::ofstream(program) << "#!/bin/sh\n";
  const auto steps = sandbox_steps({.code = "/c", .keep = {program}});
  std::filesystem::remove(program);
  const auto mounts = mounts_at(steps, program);
  REQUIRE(mounts.size() == 2);
  CHECK(mounts[0].kind == Kind::WriteFile);
  CHECK(mounts[1].kind == Kind::Bind);
}

TEST_CASE("sandbox_steps: an interpreter below /opt is mounted over the layers", "[runtime]") {
  const auto steps = sandbox_steps({.code = "/c", .layers = {"/places", "/one"}, .keep = {"/opt/tools/python"}});
  const auto at = [&](const std::string& target) {
    return std::ranges::find_if(steps,
                                [&](const SandboxStep& step) { return step.target == target && step.kind != Kind::Enter; });
  };
  REQUIRE(at("/opt/tools/python") != steps.end());
  CHECK(at("/opt/tools/python")->kind == Kind::Bind);
  CHECK(at("/opt") < at("/opt/tools/python"));
}
