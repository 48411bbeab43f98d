#include "runtime/instance.h"

#include <catch2/catch.hpp>

#include "loop/signal.h"
#include "tests/unit/runtime/scripted_function.h"

using namespace cxsam;
using namespace std::chrono_literals;
using Kind = invoke::Outcome::Kind;

namespace {

struct Fixture : test::ScriptedFunction {
  std::shared_ptr<runtime::Instance> instance() {
    std::shared_ptr<runtime::Instance> made;
    spawn(loop, "make", make(made));
    clock.advance({});
    return made;
  }

 private:
  Task<void> make(std::shared_ptr<runtime::Instance>& made) {
    auto instance = co_await runtime::Instance::make(host, shared_spec(), maker());
    made = instance.value();
  }
};

/// Whoever reads does not.
struct Stuck final : invoke::ResponseSink {
  explicit Stuck(Clock& clock) : read(clock) {}
  [[nodiscard]] bool streams() const override { return true; }
  Task<void> head(std::string /*type*/) override { co_return; }
  Task<void> write(std::string /*bytes*/) override { co_return; }
  Task<bool> room(Clock::TimePoint until) override {
    co_await read.wait(until);
    co_return false;
  }
  Signal read;
};

struct StuckFixture : Fixture {
  StuckFixture() { script.finishes = false; }
  void start() {
    spawn(loop, "call", call_stuck(instance()));
    clock.advance({});
  }
  std::optional<invoke::Outcome> outcome;

 private:
  Task<void> call_stuck(std::shared_ptr<runtime::Instance> called) {
    Stuck sink(clock);
    invoke::Invocation invocation{.request_id = "1", .payload = "1"};
    outcome = co_await called->invoke(invocation, sink);
  }
};

}  // namespace

TEST_CASE("Instance: the timeout ends a streamed answer that nobody reads", "[runtime]") {
  StuckFixture fixture;
  fixture.start();
  fixture.clock.advance(3s + 50ms);
  CHECK_FALSE(fixture.outcome);
  fixture.clock.advance(50ms);
  REQUIRE(fixture.outcome);
  CHECK(fixture.outcome->kind == Kind::Timeout);
}

TEST_CASE("Instance: the memory limit ends a streamed answer that nobody reads", "[runtime]") {
  StuckFixture fixture;
  fixture.start();
  fixture.clock.advance(300ms);
  CHECK(fixture.script.kills == 0);
  fixture.script.memory = std::uint64_t{200} << 20U;
  fixture.clock.advance(200ms);
  CHECK(fixture.script.kills == 1);
}

TEST_CASE("Instance: a cold start, then warm; what happens is recorded in order", "[runtime]") {
  Fixture fixture;
  const auto instance = fixture.instance();
  const auto first = fixture.call(*instance, "1");
  CHECK(instance->initialising());
  fixture.clock.advance(110ms - 1ns);
  CHECK_FALSE(first->outcome);
  fixture.clock.advance(1ns);
  REQUIRE(first->outcome);
  CHECK(first->outcome->kind == Kind::Ok);
  CHECK(first->outcome->metrics.init_duration == 100ms);
  CHECK(first->outcome->metrics.duration == 10ms);
  CHECK(first->response.body == R"("done")");
  const auto second = fixture.call(*instance, "2");
  fixture.clock.advance(10ms);
  REQUIRE(second->outcome);
  CHECK_FALSE(second->outcome->metrics.init_duration);
  CHECK(fixture.script.starts == 1);
  CHECK(fixture.journal.entries ==
        std::vector<std::string>{"init", "start 1", "working on 1\n", "end 1", "start 2", "working on 2\n", "end 2"});
}

TEST_CASE("Instance: what is recorded is of the function's full path", "[runtime]") {
  Fixture fixture;
  fixture.spec.function.stack_path = "Shop";
  const auto instance = fixture.instance();
  fixture.script.hangs = true;
  const auto call = fixture.call(*instance, "1");
  fixture.clock.advance(4s);
  REQUIRE(call->outcome);
  CHECK(fixture.journal.functions == std::set<std::string>{"Shop/Hello"});
}

TEST_CASE("Instance: too slow is killed at its timeout, and begins anew in the same sandbox", "[runtime]") {
  Fixture fixture;
  const auto instance = fixture.instance();
  fixture.script.hangs = true;
  const auto slow = fixture.call(*instance, "1");
  fixture.clock.advance(100ms + 3s - 1ns);
  CHECK_FALSE(slow->outcome);
  fixture.clock.advance(1ns);
  REQUIRE(slow->outcome);
  CHECK(slow->outcome->kind == Kind::Timeout);
  CHECK(slow->outcome->metrics.duration == 3s);
  CHECK(slow->response.body.find("Task timed out after 3.00 seconds") != std::string::npos);
  CHECK(fixture.script.kills == 1);
  fixture.script.hangs = false;
  const auto next = fixture.call(*instance, "2");
  fixture.clock.advance(110ms);
  REQUIRE(next->outcome);
  CHECK(next->outcome->kind == Kind::Ok);
  CHECK(next->outcome->metrics.init_duration == 100ms);
  CHECK(fixture.script.starts == 2);
  CHECK(fixture.script.sandboxes == 1);
}

TEST_CASE("Instance: an initialisation of more than ten seconds begins anew under the function's timeout", "[runtime]") {
  Fixture fixture;
  fixture.spec.function.timeout_s = 20;
  fixture.script.initialises_in = 15s;
  const auto instance = fixture.instance();
  const auto call = fixture.call(*instance, "1");
  fixture.clock.advance(25s + 10ms - 1ns);
  CHECK_FALSE(call->outcome);
  fixture.clock.advance(1ns);
  REQUIRE(call->outcome);
  CHECK(call->outcome->kind == Kind::Ok);
  CHECK_FALSE(call->outcome->metrics.init_duration);
  CHECK(call->outcome->metrics.duration == 15s + 10ms);
  CHECK(fixture.script.starts == 2);
}

TEST_CASE("Instance: more memory than it may have ends it", "[runtime]") {
  Fixture fixture;
  fixture.script.answers_in = 1s;
  const auto instance = fixture.instance();
  const auto call = fixture.call(*instance, "1");
  fixture.clock.advance(100ms);
  fixture.script.memory = std::uint64_t{129} << 20U;
  fixture.clock.advance(300ms);
  REQUIRE(call->outcome);
  CHECK(call->outcome->kind == Kind::Crash);
  CHECK(call->outcome->metrics.max_memory_bytes == fixture.script.memory);
  CHECK(fixture.journal.entries[3] == "over memory");
  fixture.spec.memory_limited = false;
  const auto unlimited = fixture.instance();
  const auto other = fixture.call(*unlimited, "2");
  fixture.clock.advance(2s);
  REQUIRE(other->outcome);
  CHECK(other->outcome->kind == Kind::Ok);
}

TEST_CASE("Instance: what does not die by a kill is destroyed, and the instance is spent", "[runtime]") {
  Fixture fixture;
  fixture.script.hangs = true;
  fixture.script.dies_by_kill = false;
  const auto instance = fixture.instance();
  const auto call = fixture.call(*instance, "1");
  fixture.clock.advance(100ms + 3s + 5s - 1ns);
  CHECK_FALSE(call->outcome);
  CHECK(instance->usable());
  fixture.clock.advance(1ns);
  REQUIRE(call->outcome);
  CHECK(call->outcome->kind == Kind::Timeout);
  CHECK_FALSE(instance->usable());
}

TEST_CASE("Instance: a failed initialisation is the answer", "[runtime]") {
  Fixture fixture;
  fixture.script.init_failure = runtime::Failure{"Runtime.ImportModuleError", R"({"errorMessage":"no module"})"};
  fixture.script.ends_with_init_failure = GENERATE(false, true);
  const auto instance = fixture.instance();
  const auto call = fixture.call(*instance, "1");
  fixture.clock.advance(100ms);
  REQUIRE(call->outcome);
  CHECK(call->outcome->kind == Kind::InitError);
  CHECK(call->outcome->error_type == "Runtime.ImportModuleError");
  CHECK(call->response.body == R"({"errorMessage":"no module"})");
  CHECK(fixture.script.starts == 1);
  CHECK(fixture.script.kills == (fixture.script.ends_with_init_failure ? 0 : 1));
}

TEST_CASE("Instance: what cannot be started says why, and has no START", "[runtime]") {
  Fixture fixture;
  fixture.script.start_failure = "cannot set up the sandbox at `/tmp`: no space left";
  const auto instance = fixture.instance();
  const auto call = fixture.call(*instance, "1");
  REQUIRE(call->outcome);
  CHECK(call->outcome->kind == Kind::CannotStart);
  CHECK(call->response.body.find("no space left") != std::string::npos);
  CHECK_FALSE(instance->usable());
  CHECK(fixture.journal.entries ==
        std::vector<std::string>{"init", "`Hello`: cannot set up the sandbox at `/tmp`: no space left"});
}

TEST_CASE("Instance: closing it ends the invocation under way", "[runtime]") {
  Fixture fixture;
  fixture.script.hangs = true;
  const auto instance = fixture.instance();
  const auto call = fixture.call(*instance, "1");
  fixture.clock.advance(1s);
  instance->close();
  fixture.clock.advance(0s);
  REQUIRE(call->outcome);
  CHECK(call->outcome->kind == Kind::Crash);
  CHECK(fixture.script.closed == 1);
  CHECK(fixture.journal.entries.back() != "end 1");
}

TEST_CASE("Instance: under a debugger nothing is too slow", "[runtime]") {
  Fixture fixture;
  fixture.spec.debugging = runtime::Debugging{.port = 5678, .arguments = {}, .debugger_path = {}};
  fixture.script.initialises_in = 1h;
  fixture.script.answers_in = 2h;
  const auto instance = fixture.instance();
  const auto call = fixture.call(*instance, "1");
  fixture.clock.advance(3h);
  REQUIRE(call->outcome);
  CHECK(call->outcome->kind == Kind::Ok);
}
