#include "loop/task_group.h"

#include <catch2/catch.hpp>
#include <string>

#include "tests/support/manual_world.h"

using namespace cxsam;
using namespace std::chrono_literals;

namespace {

struct Fixture : test::ManualWorld {
  Task<void> note_after(std::chrono::nanoseconds pause, char mark) {
    co_await clock.sleep_for(pause);
    co_await clock.sleep_for(0s);
    notes += mark;
  }
  Task<void> join(TaskGroup& group) {
    co_await group.join();
    notes += '.';
  }

  std::string notes;
};

}  // namespace

TEST_CASE("TaskGroup: join waits for all, those that come later included", "[loop]") {
  Fixture fixture;
  TaskGroup group(fixture.world);
  group.spawn("a", fixture.note_after(1s, 'a'));
  group.spawn("b", fixture.note_after(3s, 'b'));
  spawn(fixture.loop, "join", fixture.join(group));
  fixture.clock.advance(2s);
  CHECK(fixture.notes == "a");
  CHECK(group.size() == 1);
  group.spawn("c", fixture.note_after(2s, 'c'));
  fixture.clock.advance(1s);
  CHECK(fixture.notes == "ab");
  fixture.clock.advance(1s);
  CHECK(fixture.notes == "abc.");
  CHECK(group.size() == 0);
}

TEST_CASE("TaskGroup: cancel unwinds every task at its wait", "[loop]") {
  Fixture fixture;
  TaskGroup group(fixture.world);
  group.spawn("a", fixture.note_after(1h, 'a'));
  group.spawn("b", fixture.note_after(2h, 'b'));
  spawn(fixture.loop, "join", fixture.join(group));
  fixture.clock.advance(1s);
  group.cancel();
  fixture.clock.advance(0s);
  CHECK(fixture.notes == ".");
  CHECK(fixture.clock.waiting() == 0);
  group.spawn("c", fixture.note_after(1s, 'c'));
  fixture.clock.advance(1s);
  CHECK(fixture.notes == ".c");
}

TEST_CASE("TaskGroup: tasks that are left when it goes unwind", "[loop]") {
  Fixture fixture;
  {
    TaskGroup group(fixture.world);
    group.spawn("a", fixture.note_after(1h, 'a'));
    fixture.clock.advance(1s);
  }
  fixture.clock.advance(2h);
  CHECK(fixture.notes.empty());
  CHECK(fixture.clock.waiting() == 0);
}
