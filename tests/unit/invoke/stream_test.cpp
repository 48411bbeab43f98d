#include "invoke/stream.h"

#include <catch2/catch.hpp>

#include "tests/support/manual_world.h"

using namespace cxsam;
using invoke::Outcome;

namespace {

/// Writes `parts` one after the other and counts those that were taken.
struct Writer final : invoke::Invoker {
  std::vector<std::string> parts;
  Outcome::Kind kind = Outcome::Kind::Ok;
  std::size_t taken = 0;

  Task<Outcome> invoke(invoke::Invocation& /*invocation*/, invoke::ResponseSink& sink) override {
    Outcome outcome{.kind = kind, .error_type = "", .metrics = {}};
    if (parts.empty()) {
      co_await invoke::answer_with_error(sink, outcome, "{}");
      co_return outcome;
    }
    co_await sink.head("text/plain");
    for (const std::string& part : parts) {
      co_await sink.write(part);
      co_await sink.room(Clock::TimePoint::max());
      ++taken;
    }
    co_return outcome;
  }
};

struct Fixture : test::ManualWorld {
  std::shared_ptr<Writer> writer = std::make_shared<Writer>();
  std::shared_ptr<invoke::Stream> stream;
  std::string read;
  bool ended = false;

  void start() {
    stream = invoke::Stream::start(world, writer, {.request_id = "1", .payload = "{}"});
    clock.advance({});
  }
  void read_all() {
    spawn(loop, "reader", follow());
    clock.advance({});
  }

 private:
  Task<void> follow() {
    while (true) {
      std::optional<std::string> part = co_await stream->next();
      if (!part) break;
      read += *part;
    }
    ended = true;
  }
};

}  // namespace

TEST_CASE("Stream: passes on what the function writes, then its outcome", "[invoke]") {
  Fixture fixture;
  fixture.writer->parts = {"a", "b"};
  fixture.start();
  CHECK(fixture.stream->content_type() == "text/plain");
  fixture.read_all();
  CHECK(fixture.read == "ab");
  CHECK(fixture.ended);
  CHECK(fixture.stream->outcome()->kind == Outcome::Kind::Ok);
}

TEST_CASE("Stream: a function that is quicker than its reader waits", "[invoke]") {
  Fixture fixture;
  fixture.writer->parts.assign(10, std::string(std::size_t{40} << 10U, 'x'));
  fixture.start();
  CHECK(fixture.writer->taken == 1);
  CHECK_FALSE(fixture.stream->outcome());
  fixture.read_all();
  CHECK(fixture.writer->taken == 10);
  CHECK(fixture.read.size() == std::size_t{400} << 10U);
}

TEST_CASE("Stream: a function goes on when nobody reads any more", "[invoke]") {
  Fixture fixture;
  fixture.writer->parts.assign(10, std::string(std::size_t{100} << 10U, 'x'));
  fixture.start();
  CHECK(fixture.writer->taken == 0);
  fixture.stream->abandon();
  fixture.clock.advance({});
  CHECK(fixture.writer->taken == 10);
  CHECK(fixture.stream->outcome());
}

TEST_CASE("Stream: the document of a call that failed is in its outcome alone", "[invoke]") {
  Fixture fixture;
  fixture.writer->kind = Outcome::Kind::Timeout;
  fixture.start();
  fixture.read_all();
  CHECK(fixture.read.empty());
  REQUIRE(fixture.stream->outcome());
  CHECK(fixture.stream->outcome()->error_document == "{}");
}
