#include "runtime/pool.h"

#include <catch2/catch.hpp>

#include "tests/unit/runtime/scripted_function.h"

using namespace cxsam;
using namespace std::chrono_literals;
using Kind = invoke::Outcome::Kind;

namespace {

struct Fixture : test::ScriptedFunction {
  runtime::Pool& pool() {
    if (!made) made = std::make_unique<runtime::Pool>(host, shared_spec(), maker(), limits);
    return *made;
  }
  /// Has so many calls under way all the time.
  void keep_busy(int calls, std::chrono::milliseconds time) {
    for (auto past = 0ms; past < time; ++past) {
      std::erase_if(under_way, [](const auto& call) { return call->outcome.has_value(); });
      while (under_way.size() < static_cast<std::size_t>(calls))
        under_way.push_back(call(pool(), std::to_string(++made_calls)));
      if (working) script.worked += 1ms;
      clock.advance(1ms);
    }
  }
  bool working = false;  // the processes, and not asleep
  runtime::PoolLimits limits;
  std::unique_ptr<runtime::Pool> made;
  std::vector<std::shared_ptr<Call>> under_way;
  int made_calls = 0;
};

}  // namespace

TEST_CASE("Pool: one call after the other uses one instance", "[runtime]") {
  Fixture fixture;
  for (const char* id : {"1", "2", "3"}) {
    const auto call = fixture.call(fixture.pool(), id);
    fixture.clock.advance(110ms);
    REQUIRE(call->outcome);
    CHECK(call->outcome->kind == Kind::Ok);
  }
  CHECK(fixture.script.sandboxes == 1);
  CHECK(fixture.pool().size() == 1);
}

TEST_CASE("Pool: a busy instance that is free within the patience is waited for", "[runtime]") {
  Fixture fixture;
  fixture.script.answers_in = 9ms;
  (void)fixture.call(fixture.pool(), "0");
  fixture.clock.advance(1s);
  const auto first = fixture.call(fixture.pool(), "1");
  const auto second = fixture.call(fixture.pool(), "2");
  fixture.clock.advance(9ms);
  CHECK(first->outcome);
  CHECK_FALSE(second->outcome);
  fixture.clock.advance(9ms);
  CHECK(second->outcome);
  CHECK(fixture.pool().size() == 1);
}

TEST_CASE("Pool: a queue that does not empty gets more instances, however briefly each caller waits in it", "[runtime]") {
  Fixture fixture;
  fixture.script.answers_in = 4ms;
  fixture.working = true;
  (void)fixture.call(fixture.pool(), "0");
  fixture.clock.advance(1s);
  fixture.keep_busy(5, 9ms);
  CHECK(fixture.pool().size() == 1);
  fixture.keep_busy(5, 11ms);
  CHECK(fixture.pool().size() == 3);
  fixture.keep_busy(5, 500ms);
  CHECK(fixture.pool().size() == 3);
}

TEST_CASE("Pool: instances that sleep get more beside them, such that work are one more than processors", "[runtime]") {
  Fixture fixture;
  fixture.script.answers_in = 1s;
  fixture.limits.processors = 3;
  fixture.keep_busy(20, 2s);
  CHECK(fixture.pool().size() == 20);
  CHECK(fixture.script.gave_way == 0);
  fixture.pool().close();
  fixture.made.reset();
  fixture.working = true;
  fixture.keep_busy(20, 500ms);
  CHECK(fixture.pool().size() == 4);
  CHECK(fixture.script.gave_way == 4);
}

TEST_CASE("Pool: no caller waits longer than a second for instances that work", "[runtime]") {
  Fixture fixture;
  fixture.working = true;
  fixture.script.answers_in = 10s;
  fixture.spec.function.timeout_s = 60;
  fixture.keep_busy(5, 990ms);
  CHECK(fixture.pool().size() == 3);
  fixture.keep_busy(5, 1s);
  CHECK(fixture.pool().size() == 5);
}

TEST_CASE("Pool: while cxsam itself is what instances wait for, there is one more than processors", "[runtime]") {
  Fixture fixture;
  fixture.script.answers_in = 100ms;
  static std::chrono::nanoseconds busy;
  busy = {};
  fixture.limits.own_time = [] { return busy += 8ms; };  // asked each 10 ms
  fixture.keep_busy(20, 500ms);
  CHECK(fixture.pool().size() == 3);
  fixture.limits.own_time = [] { return busy += 2ms; };
  fixture.made.reset();
  fixture.keep_busy(20, 2s);
  CHECK(fixture.pool().size() == 20);
}

TEST_CASE("Pool: what instances did before there was a queue says nothing of it", "[runtime]") {
  Fixture fixture;
  fixture.script.answers_in = 4ms;
  fixture.working = true;
  fixture.keep_busy(5, 500ms);
  REQUIRE(fixture.pool().size() == 3);
  fixture.clock.advance(1h);
  fixture.keep_busy(5, 500ms);
  CHECK(fixture.pool().size() == 3);
}

TEST_CASE("Pool: beyond the patience it grows, in its limits", "[runtime]") {
  Fixture fixture;
  fixture.limits = {.instances = 3, .initialising = 2, .patience = 10ms};
  fixture.script.answers_in = 1s;
  std::vector<std::shared_ptr<test::ScriptedFunction::Call>> calls;
  for (int i = 0; i < 5; ++i) calls.push_back(fixture.call(fixture.pool(), std::to_string(i)));
  CHECK(fixture.pool().size() == 1);
  fixture.clock.advance(10ms);
  CHECK(fixture.pool().size() == 2);  // two initialise at a time
  fixture.clock.advance(95ms);        // the first is ready at 100 ms
  CHECK(fixture.pool().size() == 3);
  fixture.clock.advance(900ms);
  CHECK(fixture.pool().size() == 3);
  CHECK_FALSE(calls[0]->outcome);
  fixture.clock.advance(2s);  // the others have queued, first come, first served
  for (const auto& call : calls) CHECK(call->outcome);
  CHECK(fixture.pool().size() == 3);
}

TEST_CASE("Pool: after an update idle instances end at once, busy ones when they have answered", "[runtime]") {
  Fixture fixture;
  (void)fixture.call(fixture.pool(), "0");
  fixture.clock.advance(1s);
  fixture.spec.generation = 1;
  fixture.pool().update(fixture.shared_spec());
  CHECK(fixture.script.closed == 1);
  CHECK(fixture.pool().size() == 0);
  const auto busy = fixture.call(fixture.pool(), "1");
  fixture.clock.advance(105ms);
  fixture.spec.generation = 2;
  fixture.pool().update(fixture.shared_spec());
  CHECK(fixture.script.closed == 1);
  fixture.clock.advance(5ms);
  REQUIRE(busy->outcome);
  CHECK(busy->outcome->kind == Kind::Ok);
  CHECK(fixture.script.closed == 2);
  CHECK(fixture.pool().size() == 0);
}

TEST_CASE("Pool: without a sandbox the caller hears why, and so does the user", "[runtime]") {
  Fixture fixture;
  fixture.script.make_failure = "this machine has no interpreter";
  const auto call = fixture.call(fixture.pool(), "1");
  REQUIRE(call->outcome);
  CHECK(call->outcome->kind == Kind::CannotStart);
  CHECK(call->response.body.find("no interpreter") != std::string::npos);
  CHECK(fixture.journal.entries == std::vector<std::string>{"this machine has no interpreter"});
  fixture.script.make_failure.clear();
  const auto next = fixture.call(fixture.pool(), "2");
  fixture.clock.advance(1s);
  CHECK(next->outcome->kind == Kind::Ok);
}

TEST_CASE("Pool: while a sandbox is made, others wait for it or make their own within the limits", "[runtime]") {
  Fixture fixture;
  fixture.script.makes_in = 50ms;
  fixture.limits = {.instances = 3, .initialising = 2, .patience = 10ms};
  std::vector<std::shared_ptr<test::ScriptedFunction::Call>> calls;
  for (int i = 0; i < 4; ++i) calls.push_back(fixture.call(fixture.pool(), std::to_string(i)));
  fixture.clock.advance(60ms);
  CHECK(fixture.script.sandboxes == 2);
  fixture.clock.advance(1s);
  for (const auto& call : calls) CHECK(call->outcome->kind == Kind::Ok);

  fixture.pool().update(fixture.shared_spec());
  fixture.script.make_failure = "the archive is broken";
  calls.clear();
  for (int i = 0; i < 4; ++i) calls.push_back(fixture.call(fixture.pool(), std::to_string(i)));
  fixture.clock.advance(1s);
  for (const auto& call : calls) CHECK(call->outcome->kind == Kind::CannotStart);
}

TEST_CASE("Pool: a sandbox that is ready when the pool has closed is closed too", "[runtime]") {
  Fixture fixture;
  fixture.script.makes_in = 50ms;
  const auto call = fixture.call(fixture.pool(), "1");
  fixture.pool().close();
  fixture.clock.advance(1s);
  REQUIRE(call->outcome);
  CHECK(call->outcome->kind == Kind::CannotStart);
  CHECK(fixture.script.closed == 1);
}

TEST_CASE("Pool: a spent instance makes room for a new one", "[runtime]") {
  Fixture fixture;
  fixture.script.hangs = true;
  fixture.script.dies_by_kill = false;
  const auto lost = fixture.call(fixture.pool(), "1");
  fixture.clock.advance(10s);
  REQUIRE(lost->outcome);
  CHECK(fixture.pool().size() == 0);
  fixture.script.hangs = false;
  const auto next = fixture.call(fixture.pool(), "2");
  fixture.clock.advance(1s);
  CHECK(next->outcome->kind == Kind::Ok);
}

TEST_CASE("Pool: warm_up has one instance waiting; wind_down and close end it", "[runtime]") {
  Fixture fixture;
  spawn(fixture.loop, "warm up", fixture.pool().warm_up());
  fixture.clock.advance(100ms);
  const auto call = fixture.call(fixture.pool(), "1");
  fixture.clock.advance(10ms);
  REQUIRE(call->outcome);
  CHECK_FALSE(call->outcome->metrics.init_duration);
  fixture.pool().wind_down();
  CHECK(fixture.script.closed == 1);
  fixture.pool().close();
  const auto late = fixture.call(fixture.pool(), "2");
  REQUIRE(late->outcome);
  CHECK(late->outcome->kind == Kind::CannotStart);
}
