#include "tests/support/process.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <stdexcept>
#include <system_error>

#include "base/file.h"
#include "tests/support/temp_folder.h"

namespace cxsam::test {
namespace {

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> all;
  for (std::string& text : texts) all.push_back(text.data());
  all.push_back(nullptr);
  return all;
}

void open_as(int target, const char* path, int flags) {
  const int file = ::open(path, flags, 0600);
  if (file < 0 || ::dup2(file, target) < 0) ::_exit(126);
  if (file != target) ::close(file);
}

std::string text_of(const std::filesystem::path& path) { return read_file(path).value_or(""); }

/// Waits for the process, at most until the limit. True when it ended by itself.
bool wait_until(pid_t pid, std::chrono::seconds limit) {
  const int handle = static_cast<int>(::syscall(SYS_pidfd_open, pid, 0));
  if (handle < 0) throw std::system_error(errno, std::generic_category(), "pidfd_open");
  pollfd waiting{handle, POLLIN, 0};
  int ready = 0;
  do {
    ready = ::poll(&waiting, 1, static_cast<int>(std::chrono::milliseconds(limit).count()));
  } while (ready < 0 && errno == EINTR);
  ::close(handle);
  return ready > 0;
}

}  // namespace

ProcessResult run_process(const ProcessSpec& spec) {
  const TempFolder output;
  const std::string out_path = output.path() / "out";
  const std::string err_path = output.path() / "err";
  std::vector<std::string> words = spec.command;
  std::vector<std::string> variables;
  for (const auto& [name, value] : spec.environment) variables.push_back(name + "=" + value);
  const std::vector<char*> argv = pointers(words);
  const std::vector<char*> envp = pointers(variables);

  const pid_t pid = ::fork();
  if (pid < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (pid == 0) {
    ::setpgid(0, 0);
    open_as(STDIN_FILENO, "/dev/null", O_RDONLY);
    open_as(STDOUT_FILENO, out_path.c_str(), O_WRONLY | O_CREAT | O_TRUNC);
    open_as(STDERR_FILENO, err_path.c_str(), O_WRONLY | O_CREAT | O_TRUNC);
    if (::chdir(spec.folder.c_str()) != 0) ::_exit(126);
    ::execvpe(argv[0], argv.data(), envp.data());
    ::_exit(127);
  }
  ::setpgid(pid, pid);
  ProcessResult result;
  result.timed_out = !wait_until(pid, spec.limit);
  ::kill(-pid, SIGKILL);
  int status = 0;
  while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  result.out = text_of(out_path);
  result.err = text_of(err_path);
  return result;
}

}  // namespace cxsam::test
