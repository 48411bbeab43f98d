#include "loop/signal.h"

#include <catch2/catch.hpp>

using namespace cxsam;
using namespace std::chrono_literals;

TEST_CASE("Signal: notify wakes every waiter", "[loop]") {
  Loop loop;
  Signal signal(loop);
  int woken = 0;
  const auto waiter = [](Signal& waited, int& count) -> Task<void> {
    co_await waited.wait();
    ++count;
  };
  spawn(loop, "first", waiter(signal, woken));
  spawn(loop, "second", waiter(signal, woken));
  loop.poll();
  CHECK(woken == 0);
  signal.notify();
  loop.run();
  CHECK(woken == 2);
}

TEST_CASE("Signal: a wait ends at its time", "[loop]") {
  Loop loop;
  Signal signal(loop);
  bool woken = false;
  spawn(loop, "waiter", [](Signal& waited, bool& done) -> Task<void> {
    co_await waited.wait(std::chrono::steady_clock::now() + 1ms);
    done = true;
  }(signal, woken));
  loop.run();
  CHECK(woken);
}
