#include "system/log_sink.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>
#include <cerrno>
#include <condition_variable>
#include <mutex>

using namespace cxsam::system;
using namespace std::chrono_literals;

namespace {

/// A reader that takes nothing until it is let.
struct Reader {
  std::mutex mutex;
  std::condition_variable changed;
  bool reads = false;
  bool asked = false;
  int failure = 0;
  std::string text;

  void begin() {
    const std::lock_guard lock(mutex);
    reads = true;
    changed.notify_all();
  }
  void wait_until_asked() {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return asked; });
  }
};

LogSink::Write to(const std::shared_ptr<Reader>& reader) {
  return [reader](std::string_view text) {
    std::unique_lock lock(reader->mutex);
    reader->asked = true;
    reader->changed.notify_all();
    reader->changed.wait(lock, [&] { return reader->reads; });
    if (reader->failure == 0) reader->text += text;
    return reader->failure;
  };
}

std::string notice(std::size_t lines) { return "(" + std::to_string(lines) + " lines left out)\n"; }

}  // namespace

TEST_CASE("log sink: lines come in order, and flush waits for them", "[system]") {
  const auto reader = std::make_shared<Reader>();
  reader->begin();
  LogSink sink(to(reader), 1024, notice);
  CHECK(sink.flush());  // of nothing
  std::string expected;
  for (int i = 0; i < 2000; ++i) {
    const std::string line = std::to_string(i) + "\n";
    expected += line;
    sink.write(line);
    if (i % 100 == 0) CHECK(sink.flush());
  }
  CHECK(sink.flush(60s));
  CHECK(reader->text == expected);
  CHECK(sink.failure() == 0);
}

TEST_CASE("log sink: nobody waits for a reader that is stuck, whole lines are left out and counted", "[system]") {
  const auto reader = std::make_shared<Reader>();
  LogSink sink(to(reader), 20, notice);
  sink.write("on its way\n");
  reader->wait_until_asked();
  sink.write("kept 1\nkept 2\n");
  sink.write("too much 1\ntoo much 2\n");
  sink.write("x\n");  // would fit, and would hide where lines are missing
  CHECK_FALSE(sink.flush(1ms));
  reader->begin();
  CHECK(sink.flush());
  sink.write("after\n");
  CHECK(sink.flush());
  CHECK(reader->text == "on its way\nkept 1\nkept 2\n(3 lines left out)\nafter\n");
}

TEST_CASE("log sink: what is larger than the queue passes when the queue is empty", "[system]") {
  const auto reader = std::make_shared<Reader>();
  reader->begin();
  LogSink sink(to(reader), 4, notice);
  const std::string large = std::string(300'000, 'x') + "\n";
  sink.write(large);
  CHECK(sink.flush());
  CHECK(reader->text == large);
}

TEST_CASE("log sink: it may go while its reader is stuck", "[system]") {
  const auto reader = std::make_shared<Reader>();
  {
    LogSink sink(to(reader), 1024, notice);
    sink.write("line\n");
    reader->wait_until_asked();
  }
  reader->begin();
}

TEST_CASE("log sink: a failure ends the writing; a reader that went away is none", "[system]") {
  const int failure = GENERATE(ENOSPC, EPIPE);
  const auto reader = std::make_shared<Reader>();
  reader->failure = failure;
  reader->begin();
  LogSink sink(to(reader), 1024, notice);
  sink.write("line\n");
  CHECK(sink.flush());
  CHECK(sink.failure() == (failure == EPIPE ? 0 : failure));
  sink.write("another\n");
  CHECK(sink.flush());
}

TEST_CASE("log sink: a descriptor gets every byte, also one that does not block", "[system]") {
  std::array<int, 2> ends{};
  REQUIRE(::pipe2(ends.data(), O_CLOEXEC) == 0);
  REQUIRE(::fcntl(ends[1], F_SETFL, O_NONBLOCK) == 0);
  LogSink sink(to_descriptor(ends[1]), std::size_t{8} << 20U, notice);
  const std::string lines = std::string(1'000'000, 'x') + "\n";
  sink.write(lines);
  std::string read;
  std::array<char, 65536> buffer{};
  while (read.size() < lines.size()) {
    const ssize_t count = ::read(ends[0], buffer.data(), buffer.size());
    REQUIRE(count > 0);
    read.append(buffer.data(), static_cast<std::size_t>(count));
  }
  CHECK(read == lines);
  CHECK(sink.flush());
  ::close(ends[0]);
  ::close(ends[1]);
}
