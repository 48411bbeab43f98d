// Builds on bad days: a full disk, a folder that nobody may write to, tools that fail, and an end at any moment.
#include <fcntl.h>
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>
#include <filesystem>
#include <iostream>
#include <string>

#include <fmt/format.h>

#include "tests/e2e/built_project.h"

using namespace cxsam;
using test::BuiltProject;
using test::contains;
namespace fs = std::filesystem;

namespace {

/// Whether a shell may mount file systems of its own; else the reason is printed.
bool can_mount(const BuiltProject& project) {
  const auto probe = test::run_process({.command = {"unshare", "--mount", "mount", "-t", "tmpfs", "none", "/mnt"},
                                        .folder = project.folder.path(),
                                        .environment = project.environment});
  if (probe.exit_code == 0) return true;
  std::cout << "skipped: no mount namespaces\n";
  return false;
}

/// Runs a script with its mounts to itself; `cxsam` is "$0".
test::ProcessResult in_own_mounts(const BuiltProject& project, const std::string& script) {
  return test::run_process({.command = {"unshare", "--mount", "sh", "-c", script, CXSAM_BINARY},
                            .folder = project.folder.path(),
                            .environment = project.environment});
}

}  // namespace

TEST_CASE("build: a disk that is full in the middle is an error, and no build", "[e2e][build][faults]") {
  const BuiltProject project;
  if (!can_mount(project)) return;
  project.write_template("Runtime: python3.12, Handler: app.handler, CodeUri: src");
  project.folder.write("src/app.py", "x = 1\n");
  project.folder.write("src/large", std::string(std::size_t{3} << 20U, 'x'));
  fs::create_directories(project.folder / ".aws-sam");
  const auto result = in_own_mounts(project, R"(
    mount -t tmpfs -o size=1m none .aws-sam
    "$0" build; echo "code $?"; ls .aws-sam/build
    mount -o remount,size=64m .aws-sam
    "$0" build; echo "code $?"; cmp src/large .aws-sam/build/Hello/large && echo same)");
  INFO(result.out << result.err);
  CHECK(contains(result.err, "No space left on device"));
  CHECK(result.out.starts_with("code 1\n"));
  CHECK_FALSE(contains(result.out, "template.yaml"));
  CHECK(result.out.ends_with("code 0\nsame\n"));
}

TEST_CASE("package: a disk that is full keeps no half of an archive", "[e2e][package][faults]") {
  const BuiltProject project;
  if (!can_mount(project)) return;
  project.write_template("Runtime: python3.12, Handler: app.handler, CodeUri: src");
  std::string noise;
  for (std::uint32_t i = 0; noise.size() < (std::size_t{1} << 20U); ++i) noise += fmt::format("{:08x}", i * 2654435761U);
  project.folder.write("src/noise", noise);
  fs::create_directories(project.folder / "out");
  const auto result = in_own_mounts(project, R"(
    mount -t tmpfs -o size=128k none out
    "$0" package --output-dir out; echo "code $?"; ls -A out)");
  INFO(result.out << result.err);
  CHECK(result.out == "code 1\n");
  CHECK(contains(result.err, "No space left on device"));
}

TEST_CASE("build: an output that nobody may write to is an error that names it", "[e2e][build][faults]") {
  const BuiltProject project;
  if (!can_mount(project)) return;
  project.write_template("Runtime: python3.12, Handler: app.handler, CodeUri: src");
  project.folder.write("src/app.py", "x = 1\n");
  fs::create_directories(project.folder / ".aws-sam");
  const auto result = in_own_mounts(project, R"(
    mount -t tmpfs -o ro none .aws-sam
    "$0" build; echo "code $?")");
  INFO(result.out << result.err);
  CHECK(result.out == "code 1\n");
  CHECK(contains(result.err, ".aws-sam/build"));
  CHECK(contains(result.err, "Read-only file system"));
}

TEST_CASE("build: npm's failure is told in its words, and the last build stays", "[e2e][build][faults]") {
  if (!test::has_program("npm")) return;
  BuiltProject project;
  project.environment["npm_config_offline"] = "true";
  project.write_template("Runtime: nodejs20.x, Handler: app.handler, CodeUri: src");
  project.folder.write("src/app.js", "exports.handler = async () => 1;\n");
  REQUIRE_FALSE(project.built().empty());
  project.folder.write("src/package.json",
                       R"({"name": "a", "version": "1.0.0", "dependencies": {"no-such-package-of-cxsam": "1.0.0"}})");
  const auto failed = project.build();
  CHECK(failed.exit_code == 1);
  CHECK(contains(failed.err, "Error: cannot build `Hello`: NPM Failed: "));
  CHECK(contains(failed.err, "no-such-package-of-cxsam"));
  CHECK(project.exists(".aws-sam/build/Hello/app.js"));
  CHECK_FALSE(project.exists(".aws-sam/build/Hello/package.json"));
}

TEST_CASE("build and package: names that are not UTF-8", "[e2e][build][faults]") {
  const BuiltProject project;
  project.write_template("Runtime: python3.12, Handler: app.handler, CodeUri: src");
  project.folder.write("src/app.py", "x = 1\n");
  project.folder.write("src/odd\xff", "odd");
  REQUIRE_FALSE(project.built({"--explain", "--output", "json"}).empty());
  CHECK(project.folder.read(".aws-sam/build/Hello/odd\xff") == "odd");
  CHECK(contains(project.built(), "Nothing has changed"));
  CHECK(project.run({"package", "--output-dir", "dist"}).exit_code == 0);
}

TEST_CASE("package: more than 4 GB of code are refused before they are zipped", "[e2e][package][faults]") {
  const BuiltProject project;
  project.write_template("Runtime: python3.12, Handler: app.handler, CodeUri: src");
  fs::resize_file(project.folder.write("src/large", ""), (std::uint64_t{1} << 32U) + 1);  // sparse
  const auto result = project.run({"package", "--output-dir", "dist"});
  CHECK(result.exit_code == 1);
  CHECK(contains(result.err, "`Hello` holds 4096.0 MB unzipped; Lambda takes at most 250.0 MB"));
  CHECK_FALSE(project.exists("dist"));
}

TEST_CASE("build: links in a circle are named", "[e2e][build][faults]") {
  const BuiltProject project;
  project.write_template("Runtime: python3.12, Handler: app.handler, CodeUri: src");
  project.folder.write("src/app.py", "x = 1\n");
  fs::create_symlink("b", project.folder / "src/a");
  fs::create_symlink("a", project.folder / "src/b");
  const auto each_other = project.build();
  CHECK(each_other.exit_code == 1);
  CHECK(contains(each_other.err, "src/"));
  fs::remove(project.folder / "src/a");
  fs::remove(project.folder / "src/b");
  fs::create_symlink("..", project.folder / "src/up");
  const auto upwards = project.build();
  CHECK(upwards.exit_code == 1);
  CHECK(contains(upwards.err, "leads back into a folder that holds it"));
}

namespace {

/// Whether a system call changes what is on the disk.
bool changes_files(const __ptrace_syscall_info& call) {
  switch (call.entry.nr) {
    case SYS_openat:
      return (call.entry.args[2] & (O_CREAT | O_TRUNC)) != 0;
    case SYS_renameat:
    case SYS_renameat2:
    case SYS_unlinkat:
    case SYS_mkdirat:
    case SYS_symlinkat:
    case SYS_linkat:
    case SYS_write:
    case SYS_copy_file_range:
    case SYS_fsync:
    case SYS_fchmod:
#ifdef __x86_64__
    case SYS_rename:
    case SYS_unlink:
    case SYS_mkdir:
    case SYS_rmdir:
    case SYS_symlink:
#endif
      return true;
    default:
      return false;
  }
}

enum class Outcome { Killed, Ended, Untraceable };

/// Runs a build and kills it before its `number`th call that changes files. What it prints is lost.
Outcome kill_before(const BuiltProject& project, int number) {
  const pid_t child = ::fork();
  if (child == 0) {
    const int nothing = ::open("/dev/null", O_RDWR);
    ::dup2(nothing, STDOUT_FILENO);
    ::dup2(nothing, STDERR_FILENO);
    if (::chdir(project.folder.path().c_str()) != 0 || ::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) != 0) ::_exit(99);
    ::execl(CXSAM_BINARY, CXSAM_BINARY, "build", nullptr);
    ::_exit(98);
  }
  int status = 0;
  if (::waitpid(child, &status, 0) != child || !WIFSTOPPED(status) ||
      ::ptrace(PTRACE_SETOPTIONS, child, nullptr, PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL) != 0)
    return Outcome::Untraceable;
  int seen = 0;
  int signal = 0;
  while (::ptrace(PTRACE_SYSCALL, child, nullptr, signal) == 0 && ::waitpid(child, &status, 0) == child) {
    if (WIFEXITED(status) || WIFSIGNALED(status)) return Outcome::Ended;
    const bool call = WIFSTOPPED(status) && WSTOPSIG(status) == (SIGTRAP | 0x80);
    signal = call || WSTOPSIG(status) == SIGTRAP ? 0 : WSTOPSIG(status);
    if (!call) continue;
    __ptrace_syscall_info info{};
    if (::ptrace(PTRACE_GET_SYSCALL_INFO, child, sizeof info, &info) <= 0) return Outcome::Untraceable;
    if (info.op != PTRACE_SYSCALL_INFO_ENTRY || !changes_files(info) || ++seen < number) continue;
    ::kill(child, SIGKILL);
    ::waitpid(child, &status, 0);
    return Outcome::Killed;
  }
  return Outcome::Untraceable;
}

}  // namespace

TEST_CASE("build: killed between any two steps, the next build is good", "[e2e][build][faults]") {
  const BuiltProject project;
  project.write_template("Runtime: python3.12, Handler: app.handler, CodeUri: src");
  fs::create_directories(project.folder / "src/package");
  int number = 1;
  for (Outcome outcome = Outcome::Killed; outcome == Outcome::Killed; ++number) {
    // Files come, go and change from build to build.
    const std::string content = fmt::format("x = {}\n", number);
    project.folder.write("src/app.py", content);
    project.folder.write(fmt::format("src/package/file{}", number), "new");
    fs::remove(project.folder / fmt::format("src/package/file{}", number - 1));
    outcome = kill_before(project, number);
    if (outcome == Outcome::Untraceable) {
      std::cout << "skipped: programs may not be traced here\n";
      return;
    }
    INFO("killed before change " << number);
    const auto next = project.build();
    INFO(next.err);
    REQUIRE(next.exit_code == 0);
    REQUIRE(project.folder.read(".aws-sam/build/Hello/app.py") == content);
    REQUIRE(project.exists(fmt::format(".aws-sam/build/Hello/package/file{}", number)));
    REQUIRE_FALSE(project.exists(fmt::format(".aws-sam/build/Hello/package/file{}", number - 1)));
    REQUIRE(contains(project.folder.read(".aws-sam/build/template.yaml"), "CodeUri: Hello"));
    REQUIRE_FALSE(project.exists(".aws-sam/build/.cxsam/unfinished"));
  }
  CHECK(number > 20);
}

TEST_CASE("build: killed while one file is put into the last result, it is the old file or the new one",
          "[e2e][build][faults]") {
  const BuiltProject project;
  project.write_template("Runtime: python3.12, Handler: app.handler, CodeUri: src");
  project.folder.write("src/package/same.py", "x = 0\n");
  project.folder.write("src/app.py", "x = 0\n");
  REQUIRE_FALSE(project.built().empty());
  int number = 1;
  for (Outcome outcome = Outcome::Killed; outcome == Outcome::Killed; ++number) {
    const std::string content = fmt::format("x = {}\n", number);
    project.folder.write("src/app.py", content);
    outcome = kill_before(project, number);
    if (outcome == Outcome::Untraceable) {
      std::cout << "skipped: programs may not be traced here\n";
      return;
    }
    INFO("killed before change " << number);
    const std::string found = project.folder.read(".aws-sam/build/Hello/app.py");
    CHECK((found == content || found == fmt::format("x = {}\n", number - 1)));
    const auto next = project.build();
    INFO(next.err);
    REQUIRE(next.exit_code == 0);
    REQUIRE(project.folder.read(".aws-sam/build/Hello/app.py") == content);
    REQUIRE(project.exists(".aws-sam/build/Hello/package/same.py"));
    REQUIRE_FALSE(project.exists(".aws-sam/build/.cxsam/unfinished"));
  }
  CHECK(number > 8);
}
