#include "system/log_sink.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

namespace cxsam::system {
namespace {

constexpr std::size_t kPieceBytes = std::size_t{64} << 10U;  // after each a flush() sees that somebody reads
constexpr std::chrono::milliseconds kGather{10};             // lines of a burst leave together

/// How much of the text was written without waiting.
std::size_t write_at_once(int descriptor, std::string_view text) {
  pollfd writable{.fd = descriptor, .events = POLLOUT, .revents = 0};
  if (text.size() > PIPE_BUF || ::poll(&writable, 1, 0) != 1 || writable.revents != POLLOUT) return 0;
  const ssize_t count = ::write(descriptor, text.data(), text.size());
  return count < 0 ? 0 : static_cast<std::size_t>(count);
}

}  // namespace

struct LogSink::State {
  State(Write how, std::size_t bytes, Notice what) : write(std::move(how)), limit(bytes), notice(std::move(what)) {}

  const Write write;
  const std::size_t limit;
  const Notice notice;

  std::mutex mutex;
  std::condition_variable wake;   // the thread: there is something to do
  std::condition_variable moved;  // flush(): something was written
  std::string queue;
  std::size_t left_out = 0;  // lines that would stand behind the queue
  std::size_t pieces = 0;    // written so far
  int failure = 0;
  int without_thread = -1;  // the descriptor that is written to as long as there is no thread
  bool started = false;
  bool writing = false;
  bool idle = false;  // the thread waits for lines, not for time to pass
  bool hurried = false;
  bool ended = false;

  [[nodiscard]] bool is_empty() const { return queue.empty() && left_out == 0; }

  std::string take() {
    std::string lines = std::exchange(queue, {});
    if (left_out > 0) lines += notice(std::exchange(left_out, 0));
    return lines;
  }

  void write_pieces(std::unique_lock<std::mutex>& lock, std::string_view text) {
    while (!text.empty() && failure == 0) {
      const std::string_view piece = text.substr(0, kPieceBytes);
      lock.unlock();
      const int failed = write(piece);
      lock.lock();
      failure = failed;
      ++pieces;
      moved.notify_all();
      text.remove_prefix(piece.size());
    }
  }

  void run() {
    std::unique_lock lock(mutex);
    for (;;) {
      idle = true;
      wake.wait(lock, [&] { return ended || !is_empty(); });
      idle = false;
      if (is_empty()) return;
      writing = true;
      const std::string lines = take();
      write_pieces(lock, lines);
      writing = false;
      moved.notify_all();
      wake.wait_for(lock, kGather, [&] { return ended || hurried; });
    }
  }
};

LogSink::LogSink(Write write, std::size_t bytes, Notice notice)
    : state_(std::make_shared<State>(std::move(write), bytes, std::move(notice))) {}

LogSink::~LogSink() {
  if (!state_) return;
  const std::lock_guard lock(state_->mutex);
  state_->ended = true;
  state_->wake.notify_one();
}

void LogSink::begin_without_thread(int descriptor) { state_->without_thread = descriptor; }

void LogSink::write(std::string_view lines) {
  State& state = *state_;
  const std::lock_guard lock(state.mutex);
  if (state.failure != 0) return;
  if (state.without_thread >= 0 && !state.started) lines.remove_prefix(write_at_once(state.without_thread, lines));
  if (lines.empty()) return;
  const bool full = !state.queue.empty() && state.queue.size() + lines.size() > state.limit;
  if (full || state.left_out > 0) {
    state.left_out += static_cast<std::size_t>(std::ranges::count(lines, '\n'));
    return;
  }
  state.queue += lines;
  if (!state.started) {
    state.started = true;
    std::thread([shared = state_] { shared->run(); }).detach();
  }
  if (state.idle) state.wake.notify_one();
}

bool LogSink::flush(std::optional<std::chrono::milliseconds> patience) {
  State& state = *state_;
  std::unique_lock lock(state.mutex);
  state.hurried = true;
  state.wake.notify_one();
  const auto is_done = [&] { return (state.is_empty() && !state.writing) || state.failure != 0; };
  while (!is_done()) {
    const std::size_t before = state.pieces;
    const auto has_moved = [&] { return is_done() || state.pieces != before; };
    if (!patience) {
      state.moved.wait(lock, has_moved);
    } else if (!state.moved.wait_for(lock, *patience, has_moved)) {
      break;
    }
  }
  state.hurried = false;
  return is_done();
}

int LogSink::failure() const {
  const std::lock_guard lock(state_->mutex);
  return state_->failure == EPIPE || state_->failure == EBADF ? 0 : state_->failure;
}

LogSink::Write to_descriptor(int descriptor) {
  return [descriptor](std::string_view text) {
    while (!text.empty()) {
      const ssize_t count = ::write(descriptor, text.data(), text.size());
      if (count >= 0) {
        text.remove_prefix(static_cast<std::size_t>(count));
      } else if (errno == EAGAIN) {  // whoever shares the descriptor made it so
        pollfd writable{.fd = descriptor, .events = POLLOUT, .revents = 0};
        ::poll(&writable, 1, -1);
      } else if (errno != EINTR) {
        return errno;
      }
    }
    return 0;
  };
}

Result<LogSink::Write> to_file(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
  if (descriptor < 0) return fail("cannot write the log file `" + path.string() + "`: " + errno_text(errno));
  const std::shared_ptr<const int> owned(new int(descriptor), [](const int* open) {
    ::close(*open);
    delete open;
  });
  return [owned, write = to_descriptor(descriptor)](std::string_view text) { return write(text); };
}

}  // namespace cxsam::system
