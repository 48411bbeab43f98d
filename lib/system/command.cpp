#include "system/command.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstdlib>

#include <fmt/format.h>

#include "base/descriptor.h"
#include "base/text.h"
#include "loop/clock.h"
#include "loop/process.h"
#include "system/keeper.h"

extern char** environ;

namespace cxsam::system {
namespace {

struct Pipe {
  Descriptor read;
  Descriptor write;
};

std::optional<Pipe> make_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return std::nullopt;
  return Pipe{Descriptor(ends[0]), Descriptor(ends[1])};
}

std::vector<std::string> merged_environment(const Command& command) {
  std::vector<std::string> rows;
  for (char** row = environ; *row != nullptr; ++row) {
    const std::string_view text = *row;
    const std::string_view name = text.substr(0, text.find('='));
    bool replaced = false;
    for (const auto& [key, value] : command.environment) replaced = replaced || key == name;
    if (!replaced) rows.emplace_back(text);
  }
  for (const auto& [key, value] : command.environment) rows.push_back(key + "=" + value);
  return rows;
}

void keep_end(std::string& kept, std::string_view piece, std::size_t limit) {
  kept += piece;
  if (kept.size() > 2 * limit) kept.erase(0, kept.size() - limit);
}

std::string_view last_line(std::string_view text) {
  text = trim(text);
  return trim(text.substr(text.rfind('\n') + 1));
}

/// Tells at each interval that the program still runs.
class Waiting {
 public:
  explicit Waiting(const Command& command) : command_(command) {}

  /// Milliseconds for poll(): -1 = without end.
  [[nodiscard]] int patience() const {
    if (!command_.on_wait) return -1;
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(next_ - clock_.now());
    return static_cast<int>(std::max<std::int64_t>(left.count() + 1, 0));
  }

  void tell(const CommandResult& result) {
    if (!command_.on_wait || clock_.now() < next_) return;
    next_ = clock_.now() + command_.wait_interval;
    const std::string_view line = last_line(result.out);
    command_.on_wait(std::chrono::duration_cast<std::chrono::seconds>(clock_.now() - begun_),
                     line.empty() ? last_line(result.err) : line);
  }

 private:
  const Command& command_;
  const SystemClock clock_;
  const Clock::TimePoint begun_ = clock_.now();
  Clock::TimePoint next_ = begun_ + command_.wait_interval;
};

/// Reads both streams until they are closed or the child has ended: what it leaves in the background may hold them open.
void collect(const Command& command, int child, Pipe& out, Pipe& err, CommandResult& result) {
  std::array<pollfd, 3> streams{pollfd{out.read.get(), POLLIN, 0}, pollfd{err.read.get(), POLLIN, 0}, pollfd{child, POLLIN, 0}};
  std::array<std::string*, 2> texts{&result.out, &result.err};
  std::array<char, 65536> buffer;
  Waiting waiting(command);
  while (streams[0].fd >= 0 || streams[1].fd >= 0) {
    const bool ended = streams[2].revents != 0;
    const int ready = ::poll(streams.data(), streams.size(), ended ? 0 : waiting.patience());
    if (ready < 0 && errno == EINTR) continue;
    if (ready < 0) return;
    if (ended && streams[0].revents == 0 && streams[1].revents == 0) break;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      if (streams[i].fd < 0 || streams[i].revents == 0) continue;
      const ssize_t got = ::read(streams[i].fd, buffer.data(), buffer.size());
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) {
        streams[i].fd = -1;
        continue;
      }
      const std::string_view piece(buffer.data(), static_cast<std::size_t>(got));
      if (command.on_output && !(i == 1 && command.errors_apart)) command.on_output(piece);
      keep_end(*texts[i], piece, command.keep_bytes);
    }
    waiting.tell(result);
  }
  for (std::string* text : texts)
    if (text->size() > command.keep_bytes) text->erase(0, text->size() - command.keep_bytes);
}

}  // namespace

std::string waiting_text(std::string_view what, std::chrono::seconds running, std::string_view line) {
  constexpr std::size_t kMost = 100;
  line = line.substr(0, kMost);
  if (const auto broken = find_invalid_utf8(line)) line = line.substr(0, *broken);  // a character that was cut in two
  return fmt::format("  {}: {} s{}{}", what, running.count(), line.empty() ? "" : ", ", line);
}

std::optional<std::filesystem::path> find_program(std::string_view name) {
  const auto is_program = [](const std::filesystem::path& path) {
    struct stat info {};
    return ::stat(path.c_str(), &info) == 0 && S_ISREG(info.st_mode) && ::access(path.c_str(), X_OK) == 0;
  };
  if (name.find('/') != std::string_view::npos) {
    const std::filesystem::path path(name);
    return is_program(path) ? std::optional(path) : std::nullopt;
  }
  const char* search = std::getenv("PATH");
  for (const std::string_view folder : split(search != nullptr ? search : "/usr/local/bin:/usr/bin:/bin", ':')) {
    const std::filesystem::path path = std::filesystem::path(folder.empty() ? "." : folder) / name;
    if (is_program(path)) return path;
  }
  return std::nullopt;
}

Result<CommandResult> run_command(const Command& command) {
  const std::string& name = command.words.front();
  const std::optional<std::filesystem::path> program = find_program(name);
  if (!program) return fail("`" + name + "` is not on PATH");

  std::optional<Pipe> out = make_pipe();
  std::optional<Pipe> err = make_pipe();
  std::optional<Pipe> failure = make_pipe();
  if (!out || !err || !failure) return fail("cannot start `" + name + "`: " + errno_text(errno));

  // The program's path must not depend on the folder that the child changes to.
  Start start{std::filesystem::absolute(*program).string(),
              command.folder.string(),
              command.words,
              merged_environment(command),
              {},
              {},
              ::getpid()};
  start.argv = text_pointers(start.words);
  start.envp = text_pointers(start.environment);
  const pid_t child = ::fork();
  if (child < 0) return fail("cannot start `" + name + "`: " + errno_text(errno));
  if (child == 0) keep(start, out->write.get(), err->write.get(), failure->write.get());
  out->write.close();
  err->write.close();
  failure->write.close();

  CommandResult result;
  const Descriptor child_end(static_cast<int>(::syscall(SYS_pidfd_open, child, 0)));  // readable when the child has ended
  collect(command, child_end.get(), *out, *err, result);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  int code = 0;
  if (::read(failure->read.get(), &code, sizeof code) == static_cast<ssize_t>(sizeof code))
    return fail("cannot start `" + name + "`: " + errno_text(code));
  result.exit_code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  return result;
}

}  // namespace cxsam::system
