#include "runtime/session.h"

#include <catch2/catch.hpp>

using namespace cxsam;
using namespace cxsam::runtime;
using State = Session::State;

namespace {

Event event(std::string id) { return {.request_id = std::move(id), .payload = "{}"}; }

}  // namespace

TEST_CASE("Session: an answer, then the next event", "[runtime]") {
  SystemClock clock;
  Session session(clock);
  session.start();
  CHECK(session.begin_response("1")->type == "InvalidRequestID");
  session.ready();
  session.offer(event("1"));
  CHECK(session.state() == State::Running);
  CHECK(session.begin_response("2")->status == 400);
  CHECK_FALSE(session.begin_response("1"));
  session.add_part("a");
  session.finish();
  CHECK(session.answer().done);
  CHECK(session.take_part() == "a");
  const auto again = session.begin_response("1");
  REQUIRE(again);
  CHECK(again->status == 403);
  CHECK(again->message ==
        "State transition from RuntimeResponseSentState to InvocationResponse failed for runtime. Error: State transition is "
        "not allowed");
  session.ready();
  CHECK(session.state() == State::Ready);
}

TEST_CASE("Session: an error while a stream is open ends it; what the stream still sends is dropped", "[runtime]") {
  SystemClock clock;
  Session session(clock);
  session.start();
  session.ready();
  session.offer(event("1"));
  CHECK_FALSE(session.begin_response("1"));
  CHECK(session.takes_parts_of("1"));
  CHECK_FALSE(session.begin_error("1"));
  session.finish_with({"Runtime.X", "{}"});
  CHECK_FALSE(session.takes_parts_of("1"));
  session.add_part("late");
  session.finish();
  CHECK(session.answer().parts.empty());
  CHECK(session.answer().failure->type == "Runtime.X");
}

TEST_CASE("Session: an error of initialisation only before the first event", "[runtime]") {
  SystemClock clock;
  Session session(clock);
  session.start();
  CHECK_FALSE(session.fail_init({"Runtime.X", "{}"}));
  CHECK(session.state() == State::InitError);
  session.start();
  CHECK_FALSE(session.init_failure());
  session.ready();
  session.offer(event("1"));
  CHECK(session.fail_init({"Runtime.X", "{}"})->status == 403);
}

TEST_CASE("Session: who waits for work gets it, or hears the end", "[runtime]") {
  SystemClock clock;
  Loop loop;
  Session session(clock);
  const bool gone = false;
  std::string got = "nothing yet";
  const auto ask = [&]() -> Task<void> {
    const auto next = co_await session.next(gone);
    got = next ? next->request_id : "end";
  };
  session.start();
  spawn(loop, "test", ask());
  loop.run_one();
  CHECK(session.state() == State::Ready);
  session.offer(event("7"));
  loop.run();
  CHECK(got == "7");
  loop.restart();
  spawn(loop, "test", ask());
  loop.poll();
  session.ended({});
  loop.run();
  CHECK(got == "end");
}

TEST_CASE("checked_error_type: what the invoker gets to see", "[runtime]") {
  CHECK(checked_error_type("Runtime.ImportModuleError") == "Runtime.ImportModuleError");
  CHECK(checked_error_type("Function.Custom") == "Function.Custom");
  CHECK(checked_error_type("Function.lower") == "Function.Unknown");
  CHECK(checked_error_type("ValueError") == "Runtime.Unknown");
  CHECK(checked_error_type("Runtime.A1") == "Runtime.Unknown");
  CHECK(checked_error_type("") == "Runtime.Unknown");
}
