#include "system/command.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <string>

#include "system/file_lock.h"
#include "tests/support/scratch_folder.h"

using namespace cxsam;
using namespace cxsam::system;
using test::ScratchFolder;

namespace {

Command shell(std::string script) {
  Command command;
  command.words = {"/bin/sh", "-c", std::move(script)};
  return command;
}

}  // namespace

TEST_CASE("run_command: output, exit code, folder and environment", "[system]") {
  const ScratchFolder folder;
  Command command = shell("pwd -P; echo \"$GREETING\" >&2; exit 3");
  command.folder = folder.path();
  command.environment = {{"GREETING", "hello"}};
  const auto result = run_command(command);
  REQUIRE(result);
  CHECK(result->exit_code == 3);
  CHECK(result->out == std::filesystem::canonical(folder.path()).string() + "\n");
  CHECK(result->err == "hello\n");
}

TEST_CASE("run_command: a signal counts as 128 and its number", "[system]") {
  CHECK(run_command(shell("kill -9 $$"))->exit_code == 137);
}

TEST_CASE("run_command: the end of a long output is kept", "[system]") {
  Command command = shell("i=0; while [ $i -lt 2000 ]; do echo 0123456789; i=$((i+1)); done; echo the end");
  command.keep_bytes = 100;
  const auto result = run_command(command);
  REQUIRE(result);
  CHECK(result->out.size() == 100);
  CHECK(result->out.ends_with("the end\n"));
}

TEST_CASE("waiting_text: a line that is cut ends with a whole character", "[system]") {
  CHECK(waiting_text("pip install", std::chrono::seconds(12), "Collecting x") == "  pip install: 12 s, Collecting x");
  CHECK(waiting_text("npm ci", std::chrono::seconds(3), "") == "  npm ci: 3 s");
  const std::string bars = std::string(99, '-') + "\u2501";
  CHECK(waiting_text("make", std::chrono::seconds(1), bars) == "  make: 1 s, " + std::string(99, '-'));
}

TEST_CASE("run_command: output as it comes, and kept", "[system]") {
  std::string seen;
  Command command = shell("echo out; echo err >&2");
  command.on_output = [&](std::string_view piece) { seen += piece; };
  const auto result = run_command(command);
  REQUIRE(result);
  CHECK((seen == "out\nerr\n" || seen == "err\nout\n"));
  CHECK(result->out == "out\n");
}

TEST_CASE("run_command: what cannot be started is an error that names it", "[system]") {
  Command command;
  command.words = {"no-such-program-of-cxsam"};
  CHECK(run_command(command).error().message == "`no-such-program-of-cxsam` is not on PATH");
  const ScratchFolder folder;
  command.words = {folder.write("broken", "#!/no/such/interpreter\n", true).string()};
  const auto result = run_command(command);
  REQUIRE_FALSE(result);
  CHECK(result.error().message.ends_with("No such file or directory"));
}

TEST_CASE("FileLock: the second process waits for the first", "[system]") {
  const ScratchFolder folder;
  const auto path = folder / "sub/lock";
  int pipe_ends[2];
  REQUIRE(::pipe(pipe_ends) == 0);
  pid_t child = -1;
  {
    const auto first = FileLock::acquire(path, [] {});
    REQUIRE(first);
    child = ::fork();
    if (child == 0) {
      // An own open file: the descriptor that fork() shares holds the same lock.
      const auto second = FileLock::acquire(path, [&] { [[maybe_unused]] const auto n = ::write(pipe_ends[1], "w", 1); });
      ::_exit(second ? 0 : 1);
    }
    char waited = 0;
    REQUIRE(::read(pipe_ends[0], &waited, 1) == 1);
    CHECK(waited == 'w');
    CHECK(::waitpid(child, nullptr, WNOHANG) == 0);
  }
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  bool waited = false;
  CHECK(FileLock::acquire(path, [&] { waited = true; }));
  CHECK_FALSE(waited);
}

TEST_CASE("run_command: what a command leaves in the background is not waited for", "[system]") {
  const auto result = run_command(shell("sleep 600 & echo $!"));
  REQUIRE(result);
  const pid_t left = std::stoi(result->out);
  CHECK(::kill(left, SIGKILL) == 0);
}

TEST_CASE("run_command: a signal that ends its process ends what the program has started", "[system]") {
  const ScratchFolder folder;
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  const pid_t runner = ::fork();
  if (runner == 0) {
    ::signal(SIGTERM, SIG_DFL);  // Catch's own handler would write a summary
    ::close(ends[0]);
    ::fcntl(ends[1], F_SETFD, 0);
    // The inner shell ignores the signal and keeps the pipe open: only its death closes it.
    Command command = shell("(trap '' TERM; echo $$ >&" + std::to_string(ends[1]) + "; sleep 600) & wait");
    (void)run_command(command);
    ::_exit(0);
  }
  ::close(ends[1]);
  char byte = 0;
  REQUIRE(::read(ends[0], &byte, 1) == 1);
  ::kill(runner, SIGTERM);
  ::waitpid(runner, nullptr, 0);
  while (::read(ends[0], &byte, 1) > 0) {  // ends when nobody has the pipe any more
  }
  ::close(ends[0]);
}

TEST_CASE("run_command: what runs long is told with its last line", "[system]") {
  std::string told;
  Command command = shell("echo first; echo 'Collecting numpy'; sleep 0.5");
  command.wait_interval = std::chrono::milliseconds(50);
  command.on_wait = [&](std::chrono::seconds running, std::string_view line) {
    CHECK(running.count() < 60);
    told = line;
  };
  REQUIRE(run_command(command));
  CHECK(told == "Collecting numpy");
}
