#include "loop/process.h"

#include <catch2/catch.hpp>
#include <csignal>

#include <unistd.h>

using namespace cxsam;

namespace {

int exit_code_of(const std::function<int()>& body, int signal = 0) {
  Loop loop;
  int code = -1;
  const auto wait = [&]() -> Task<void> {
    auto process = Process::fork(loop, {}, body);
    REQUIRE(process);
    if (signal != 0) process->kill(signal);
    code = co_await process->wait();
  };
  spawn(loop, "wait", wait());
  loop.run();
  return code;
}

}  // namespace

TEST_CASE("process: wait gives the exit code, or 128 and the signal", "[loop]") {
  CHECK(exit_code_of([] { return 0; }) == 0);
  CHECK(exit_code_of([] { return 7; }) == 7);
  CHECK(exit_code_of(
            [] {
              for (;;) pause();
              return 0;
            },
            SIGKILL) == 128 + SIGKILL);
}
