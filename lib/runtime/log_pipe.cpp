#include "runtime/log_pipe.h"

#include <unistd.h>

#include <array>

#include "runtime/descriptors.h"

namespace cxsam::runtime {
namespace {

constexpr std::size_t kReadBytes = std::size_t{64} << 10U;
constexpr int kMaxDrainReads = 64;

}  // namespace

Result<std::shared_ptr<LogPipe>> LogPipe::open(const World& world, std::function<void(std::string_view)> write,
                                               Descriptor& theirs) {
  auto ends = make_pipe(Flow::In);
  if (!ends) return fail(ends.error());
  std::shared_ptr<LogPipe> made(new LogPipe(world, std::move(write)));
  made->pipe_.assign(ends->ours.release());
  theirs = std::move(ends->theirs);
  spawn(world.loop, "sandbox output", read(made));
  return made;
}

Task<void> LogPipe::read(std::shared_ptr<LogPipe> self) {
  while (true) {
    const bool more = co_await readable(self->pipe_);
    if (!more || !self->drain()) co_return;
  }
}

bool LogPipe::drain() {
  static std::array<char, kReadBytes> buffer;  // one thread
  for (int reads = 0; reads < kMaxDrainReads && pipe_.is_open(); ++reads) {
    const ssize_t size = ::read(pipe_.native_handle(), buffer.data(), buffer.size());
    if (size == 0) return false;
    if (size < 0) return true;
    lines_.feed({buffer.data(), static_cast<std::size_t>(size)});
  }
  return true;
}

void LogPipe::flush() {
  drain();
  lines_.flush();
}

void LogPipe::close() {
  boost::system::error_code ignored;
  pipe_.close(ignored);
}

}  // namespace cxsam::runtime
