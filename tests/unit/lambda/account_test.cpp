#include "lambda/account.h"

#include <catch2/catch.hpp>

#include "tests/support/manual_world.h"

using namespace cxsam;
using Kind = invoke::Outcome::Kind;

namespace {

struct Slow final : invoke::Invoker {
  explicit Slow(Clock& on) : clock(on) {}
  Task<invoke::Outcome> invoke(invoke::Invocation& /*invocation*/, invoke::ResponseSink& /*sink*/) override {
    co_await clock.sleep_for(std::chrono::seconds(1));
    co_return invoke::Outcome{};
  }
  Clock& clock;
};

struct Call {
  invoke::BufferedResponse response;
  std::optional<Kind> ended;
};

Task<void> call(std::shared_ptr<invoke::Invoker> invoker, Call& call) {
  invoke::Invocation invocation{.request_id = "1", .payload = "{}"};
  const invoke::Outcome outcome = co_await invoker->invoke(invocation, call.response);
  call.ended = outcome.kind;
}

}  // namespace

TEST_CASE("account: functions share its concurrency, and what is over gives its place back", "[lambda]") {
  test::ManualWorld world;
  const auto account = std::make_shared<lambda::Account>(lambda::Account{.limit = 2});
  const auto one = lambda::in_account(account, std::make_shared<Slow>(world.clock));
  const auto other = lambda::in_account(account, std::make_shared<Slow>(world.clock));
  Call first;
  Call second;
  Call third;
  Call later;
  spawn(world.loop, "test", call(one, first));
  spawn(world.loop, "test", call(other, second));
  spawn(world.loop, "test", call(one, third));
  world.clock.advance(std::chrono::milliseconds(1));
  CHECK_FALSE(first.ended);
  CHECK(third.ended == Kind::Throttled);
  CHECK(third.response.body.find("\"ConcurrentInvocationLimitExceeded\"") != std::string::npos);
  world.clock.advance(std::chrono::seconds(1));
  CHECK(first.ended == Kind::Ok);
  CHECK(second.ended == Kind::Ok);
  CHECK(account->running == 0);
  spawn(world.loop, "test", call(other, later));
  world.clock.advance(std::chrono::seconds(1));
  CHECK(later.ended == Kind::Ok);
}
