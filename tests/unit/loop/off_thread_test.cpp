#include "loop/off_thread.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <latch>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>

#include <boost/asio/steady_timer.hpp>

#include "loop/run.h"

using namespace cxsam;

TEST_CASE("off_thread: runs elsewhere, resumes on the loop, gives a result that only moves", "[loop]") {
  Loop loop;
  std::thread::id worker;
  std::thread::id after;
  std::unique_ptr<int> result;
  const auto task = [&]() -> Task<void> {
    result = co_await off_thread([&] {
      worker = std::this_thread::get_id();
      return std::make_unique<int>(42);
    });
    after = std::this_thread::get_id();
  };
  spawn(loop, "task", task());
  loop.run();
  REQUIRE(result);
  CHECK(*result == 42);
  CHECK(worker != std::thread::id());
  CHECK(worker != std::this_thread::get_id());
  CHECK(after == std::this_thread::get_id());
}

TEST_CASE("off_thread: exceptions travel", "[loop]") {
  Loop loop;
  std::string caught;
  const auto task = [&]() -> Task<void> {
    try {
      co_await off_thread([] { throw std::runtime_error("from afar"); });
    } catch (const std::runtime_error& error) {
      caught = error.what();
    }
  };
  spawn(loop, "task", task());
  loop.run();
  CHECK(caught == "from afar");
}

TEST_CASE("off_thread: the loop goes on meanwhile", "[loop]") {
  Loop loop;
  std::latch both(2);  // work that ends only once the loop has run something else
  std::string notes;
  const auto slow = [&]() -> Task<void> {
    co_await off_thread([&] { both.arrive_and_wait(); });
    notes += "slow";
  };
  const auto quick = [&]() -> Task<void> {
    notes += "quick ";
    both.arrive_and_wait();
    co_return;
  };
  spawn(loop, "slow", slow());
  spawn(loop, "quick", quick());
  loop.run();
  CHECK(notes == "quick slow");
}

TEST_CASE("off_thread: a loop that runs again after its helpers were joined has new ones", "[loop]") {
  Loop loop;
  const auto task = []() -> Task<int> { co_return co_await off_thread([] { return 1; }); };
  CHECK(run(loop, task()) == 1);
  CHECK(run(loop, task()) == 1);
}

TEST_CASE("off_thread: a loop that goes waits for work that runs, and drops what has not begun", "[loop]") {
  std::atomic<int> ended = 0;
  std::latch begun(3);
  {
    Loop loop;
    const auto task = [&]() -> Task<void> {
      co_await off_thread([&] {
        begun.arrive_and_wait();
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        ++ended;
      });
    };
    const auto more = [&]() -> Task<void> {
      const boost::asio::steady_timer held(loop);  // gives itself back to the loop, which must still be there
      co_await off_thread([&] { ++ended; });
    };
    for (int i = 0; i < 2; ++i) spawn(loop, "task", task());
    loop.poll();
    begun.arrive_and_wait();
    for (int i = 0; i < 5; ++i) spawn(loop, "more", more());
    loop.poll();
  }
  CHECK(ended >= 2);
}
