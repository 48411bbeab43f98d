#include "tests/support/started_program.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <fstream>
#include <map>
#include <sstream>

namespace cxsam::test {
namespace {

constexpr std::chrono::seconds kPatience{60};

struct ProcessStat {
  char state = 'X';
  pid_t parent = 0;
};

ProcessStat stat_of(const std::filesystem::path& process) {
  std::ifstream file(process / "stat");
  std::stringstream text;
  text << file.rdbuf();
  const std::string content = text.str();
  const std::size_t name_end = content.rfind(')');
  if (name_end == std::string::npos) return {};
  ProcessStat stat;
  std::stringstream(content.substr(name_end + 1)) >> stat.state >> stat.parent;
  return stat;
}

}  // namespace

StartedProgram::StartedProgram(std::vector<std::string> command, const std::filesystem::path& folder) {
  std::vector<char*> words;
  for (std::string& word : command) words.push_back(word.data());
  words.push_back(nullptr);
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return;
  pid_ = ::fork();
  if (pid_ == 0) {
    ::dup2(ends[1], STDOUT_FILENO);
    ::dup2(ends[1], STDERR_FILENO);
    if (::chdir(folder.c_str()) != 0) ::_exit(126);
    ::execv(words[0], words.data());
    ::_exit(127);
  }
  ::close(ends[1]);
  pipe_ = ends[0];
}

StartedProgram::~StartedProgram() {
  if (pid_ > 0) {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }
  if (pipe_ >= 0) ::close(pipe_);
}

bool StartedProgram::read_some(std::chrono::steady_clock::time_point until) {
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
  pollfd waiting{pipe_, POLLIN, 0};
  if (left.count() <= 0 || ::poll(&waiting, 1, static_cast<int>(left.count())) <= 0) return false;
  std::array<char, 4096> bytes{};
  const ssize_t count = ::read(pipe_, bytes.data(), bytes.size());
  if (count > 0) output_.append(bytes.data(), static_cast<std::size_t>(count));
  return count > 0;
}

bool StartedProgram::wait_for(std::string_view needle) {
  const auto until = std::chrono::steady_clock::now() + kPatience;
  for (;;) {
    const std::size_t at = output_.find(needle, searched_);
    if (at != std::string::npos) {
      searched_ = at + needle.size();
      return true;
    }
    if (!read_some(until)) return false;
  }
}

void StartedProgram::signal(int number) const { ::kill(pid_, number); }

int StartedProgram::wait() {
  const auto until = std::chrono::steady_clock::now() + kPatience;
  while (read_some(until)) {
  }
  if (std::chrono::steady_clock::now() >= until) ::kill(pid_, SIGKILL);
  int status = 0;
  while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
  pid_ = 0;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

std::vector<pid_t> StartedProgram::descendants() const {
  std::map<pid_t, pid_t> parents;
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    const std::string name = entry.path().filename();
    if (name.find_first_not_of("0123456789") == std::string::npos) parents[std::stoi(name)] = stat_of(entry.path()).parent;
  }
  std::vector<pid_t> below;
  for (const auto& [pid, ignored] : parents) {
    pid_t ancestor = parents[pid];
    for (int depth = 0; depth < 64 && ancestor > 1 && ancestor != pid_; ++depth) ancestor = parents[ancestor];
    if (ancestor == pid_) below.push_back(pid);
  }
  return below;
}

bool is_alive(pid_t pid) {
  const char state = stat_of("/proc/" + std::to_string(pid)).state;
  return state != 'X' && state != 'Z';
}

bool ends(pid_t pid) {
  const int fd = static_cast<int>(::syscall(SYS_pidfd_open, pid, 0));
  if (fd < 0) return !is_alive(pid);
  pollfd ended{.fd = fd, .events = POLLIN, .revents = 0};
  while (::poll(&ended, 1, static_cast<int>(std::chrono::milliseconds(kPatience).count())) < 0 && errno == EINTR) {
  }
  ::close(fd);
  return !is_alive(pid);
}

}  // namespace cxsam::test
