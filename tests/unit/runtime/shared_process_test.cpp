#include "runtime/shared_process.h"

#include <catch2/catch.hpp>

#include "tests/unit/runtime/scripted_function.h"

using namespace cxsam;
using namespace std::chrono_literals;
using runtime::Event;
using runtime::Session;
using State = Session::State;

namespace {

/// A process with two places, taken by two instances' sessions.
struct Fixture : test::ScriptedFunction {
  Fixture() {
    const auto maker = [this](auto session, auto output, auto given) {
      calls = std::move(given);
      told = session;
      ++script.sandboxes;
      return std::make_unique<test::ScriptedSandbox>(world, script, std::move(session), std::move(output));
    };
    process = runtime::SharedProcess::make(host, 2, {}, maker);
    for (Place& place : places) place.sandbox = process->join(place.session, {});
  }
  ~Fixture() {
    for (Place& place : places) place.sandbox.reset();
    clock.advance({});
  }
  Fixture(const Fixture&) = delete;
  Fixture& operator=(const Fixture&) = delete;

  void start_both() {
    for (Place& place : places) {
      place.session->start();
      CHECK(place.sandbox->start());
    }
    clock.advance(100ms);
  }
  /// What the process gets when it asks for work.
  std::string next() {
    std::string id = "nothing";
    spawn(loop, "next", ask(*calls, *told, id));
    clock.advance({});
    return id;
  }

  struct Place {
    std::shared_ptr<Session> session;
    std::unique_ptr<runtime::Sandbox> sandbox;
  };
  std::array<Place, 2> places{Place{std::make_shared<Session>(clock), {}}, Place{std::make_shared<Session>(clock), {}}};
  std::shared_ptr<runtime::SharedProcess> process;
  std::shared_ptr<runtime::ConcurrentCalls> calls;
  std::shared_ptr<Session> told;

 private:
  static Task<void> ask(runtime::ConcurrentCalls& calls, Session& process, std::string& id) {
    const bool gone = false;
    const auto event = co_await calls.next(process, gone);
    if (event) id = event->request_id;
  }
};

}  // namespace

TEST_CASE("SharedProcess: one process is ready for all, and takes their invocations at once", "[runtime]") {
  Fixture fixture;
  auto& [first, second] = fixture.places;
  CHECK_FALSE(fixture.process->has_place());
  CHECK_FALSE(first.sandbox->joins());
  fixture.start_both();
  CHECK(fixture.script.starts == 1);
  CHECK(second.sandbox->joins());
  CHECK(first.session->state() == State::Ready);
  CHECK(second.session->state() == State::Ready);
  first.sandbox->offer(Event{.request_id = "a"});
  second.sandbox->offer(Event{.request_id = "b"});
  CHECK(fixture.next() == "a");
  CHECK(fixture.next() == "b");
  CHECK(fixture.calls->find("b") == second.session);
  CHECK(fixture.calls->find("c") == nullptr);
}

TEST_CASE("SharedProcess: who waits too long goes alone, and a late answer is known", "[runtime]") {
  Fixture fixture;
  auto& [first, second] = fixture.places;
  fixture.start_both();
  first.sandbox->offer(Event{.request_id = "a"});
  second.sandbox->offer(Event{.request_id = "b"});
  CHECK(fixture.next() == "a");
  CHECK(first.sandbox->abandon());
  CHECK(second.sandbox->abandon());
  CHECK(first.session->stopped());
  CHECK(fixture.script.kills == 0);
  CHECK(fixture.calls->take_given_up("a"));
  CHECK_FALSE(fixture.calls->take_given_up("a"));
  CHECK_FALSE(fixture.calls->take_given_up("b"));  // the process has never had it
  first.session->start();
  CHECK(first.sandbox->start());
  CHECK(first.session->state() == State::Ready);
  CHECK(fixture.script.starts == 1);
}

TEST_CASE("SharedProcess: its end and its failure are those of all, and the next start is for all", "[runtime]") {
  Fixture fixture;
  auto& [first, second] = fixture.places;
  fixture.start_both();
  first.sandbox->kill();
  fixture.clock.advance({});
  CHECK(first.session->stopped());
  CHECK(second.session->stopped());
  CHECK(second.session->end().wait_status == SIGKILL);
  fixture.script.init_failure = runtime::Failure{"Runtime.Broken", "{}"};
  fixture.start_both();
  CHECK(fixture.script.starts == 2);
  CHECK(first.session->state() == State::InitError);
  CHECK(second.session->init_failure()->type == "Runtime.Broken");
}

TEST_CASE("SharedProcess: it starts when its extensions have registered, and ends for all when one cannot", "[runtime]") {
  Fixture fixture;
  auto& [first, second] = fixture.places;
  fixture.script.extensions = {"agent"};
  fixture.start_both();
  CHECK(fixture.script.starts == 0);
  fixture.told->extensions().ended("agent", "exit status 1");
  fixture.clock.advance({});
  CHECK(first.session->stopped());
  CHECK(second.session->stopped());

  fixture.start_both();
  fixture.told->extensions().enter("agent", R"({"events": []})", "an-id", true);
  fixture.clock.advance(100ms);
  CHECK(fixture.script.starts == 1);
  CHECK(fixture.told->state() == State::Ready);
}

TEST_CASE("SharedProcess: the last one ends it", "[runtime]") {
  Fixture fixture;
  fixture.start_both();
  fixture.places[0].sandbox->close();
  CHECK(fixture.script.closed == 0);
  CHECK(fixture.process->has_place());
  fixture.places[1].sandbox->close();
  CHECK(fixture.script.closed == 1);
  CHECK_FALSE(fixture.process->usable());
}
