#include "loop/within.h"

#include <catch2/catch.hpp>
#include <memory>
#include <stdexcept>
#include <string>

#include "tests/support/manual_world.h"

using namespace cxsam;
using namespace std::chrono_literals;

namespace {

Task<std::unique_ptr<int>> answer_after(Clock& clock, std::chrono::nanoseconds pause, bool& ended) {
  co_await clock.sleep_for(pause);
  ended = true;
  co_return std::make_unique<int>(42);
}

Task<int> refuse(Clock& clock) {
  co_await clock.sleep_for(1s);
  throw std::runtime_error("no");
}

struct Fixture : test::ManualWorld {
  Task<void> ask(std::chrono::nanoseconds pause) {
    const auto got = co_await within(world, 5s, answer_after(clock, pause, task_ended));
    said = got ? std::to_string(**got) : "nothing";
  }
  Task<void> ask_badly() {
    try {
      (void)co_await within(world, 5s, refuse(clock));
    } catch (const std::runtime_error& error) {
      said = error.what();
    }
  }

  bool task_ended = false;
  std::string said;
};

}  // namespace

TEST_CASE("within: a result in time", "[loop]") {
  Fixture fixture;
  spawn(fixture.loop, "ask", fixture.ask(4s));
  fixture.clock.advance(4s);
  CHECK(fixture.said == "42");
}

TEST_CASE("within: nothing when it takes longer; the task goes on alone", "[loop]") {
  Fixture fixture;
  spawn(fixture.loop, "ask", fixture.ask(6s));
  fixture.clock.advance(5s);
  CHECK(fixture.said == "nothing");
  CHECK_FALSE(fixture.task_ended);
  fixture.clock.advance(1s);
  CHECK(fixture.task_ended);
}

TEST_CASE("within: what the task throws is thrown to who waits", "[loop]") {
  Fixture fixture;
  spawn(fixture.loop, "ask", fixture.ask_badly());
  fixture.clock.advance(1s);
  CHECK(fixture.said == "no");
}
