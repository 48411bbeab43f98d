#include "local/build_run.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <memory>

#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "local/credentials.h"
#include "loop/process.h"
#include "loop/task_group.h"
#include "runtime/line_buffer.h"

namespace cxsam::local {
namespace {

namespace asio = boost::asio;

constexpr std::size_t kReadBytes = std::size_t{16} << 10U;

/// What a child writes. All of it is there when the child has ended, also when a grandchild keeps the pipe open.
class Output {
 public:
  Output(Loop& loop, int descriptor, std::function<void(std::string_view)> pass)
      : pipe_(loop, descriptor), lines_(std::move(pass)) {}

  static Task<void> read(std::shared_ptr<Output> self) {
    boost::system::error_code over;
    while (!over) {
      const auto readable = asio::posix::stream_descriptor::wait_read;
      co_await self->pipe_.async_wait(readable, asio::redirect_error(asio::use_awaitable, over));
      if (!over && !self->drain()) co_return;
    }
  }

  /// Takes what has come. False at the end.
  bool drain() {
    std::array<char, kReadBytes> bytes;
    for (;;) {
      const ssize_t count = ::read(pipe_.native_handle(), bytes.data(), bytes.size());
      if (count < 0) return true;
      if (count == 0) break;
      lines_.feed({bytes.data(), static_cast<std::size_t>(count)});
    }
    lines_.flush();
    return false;
  }

 private:
  asio::posix::stream_descriptor pipe_;
  runtime::LineBuffer lines_;
};

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> all;
  for (std::string& text : texts) all.push_back(text.data());
  all.push_back(nullptr);
  return all;
}

std::vector<std::string> environment_of(const BuildRun& run) {
  Variables variables = environment_variables();
  if (run.colour) variables.emplace("FORCE_COLOR", "1");  // its standard error is a pipe
  std::vector<std::string> texts;
  for (const auto& [name, value] : variables) texts.push_back(name + "=" + value);
  return texts;
}

Result<Process> fork_build(Loop& loop, BuildRun run, int output) {
  run.arguments.insert(run.arguments.begin(), {"cxsam", "build"});
  std::vector<std::string> environment = environment_of(run);
  const std::vector<char*> words = pointers(run.arguments);  // made before the fork: the child must not allocate
  const std::vector<char*> variables = pointers(environment);
  const std::string folder = run.folder.string();
  const auto body = [&]() -> int {
    const int nothing = ::open("/dev/null", O_RDWR);
    ::dup2(nothing, STDIN_FILENO);
    ::dup2(nothing, STDOUT_FILENO);  // the summary and its advice
    ::dup2(output, STDERR_FILENO);
    if (::chdir(folder.c_str()) != 0) return 1;
    ::execve("/proc/self/exe", words.data(), variables.data());
    return 1;
  };
  return Process::fork(loop, {.keep = {output}}, body);
}

}  // namespace

Task<Result<bool>> run_build(World world, BuildRun run, std::function<void(std::string_view)> pass) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) co_return fail("cannot make a pipe: " + errno_text(errno));
  ::fcntl(ends[0], F_SETFL, O_NONBLOCK);
  const auto output = std::make_shared<Output>(world.loop, ends[0], std::move(pass));
  auto process = fork_build(world.loop, std::move(run), ends[1]);
  ::close(ends[1]);
  if (!process) co_return fail(std::move(process.error()));
  TaskGroup reading(world);
  reading.spawn("output of the build", Output::read(output));
  const int exit_code = co_await process->wait();
  reading.cancel();
  co_await reading.join();
  output->drain();
  co_return exit_code == 0;
}

}  // namespace cxsam::local
