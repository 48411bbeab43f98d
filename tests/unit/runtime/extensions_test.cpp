#include "runtime/extensions.h"

#include <catch2/catch.hpp>

#include "json/json.h"
#include "tests/support/manual_world.h"

using namespace cxsam;
using namespace cxsam::runtime;

namespace {

constexpr std::string_view kBoth = R"({"events": ["INVOKE", "SHUTDOWN"]})";
constexpr std::string_view kInvoke = R"({"events": ["INVOKE"]})";
constexpr const char* kFirst = "00000000-0000-0000-0000-000000000001";
constexpr const char* kSecond = "00000000-0000-0000-0000-000000000002";

struct Fixture : test::ManualWorld {
  Extensions extensions{clock, [this] { ++changes; }};
  int changes = 0;
  bool gone = false;
  std::vector<std::string> events;
  int ends = 0;

  std::string refusal(std::string_view name, std::string_view body, bool open = true) {
    const auto refused = extensions.enter(name, body, kSecond, open);
    return refused ? refused->type + "|" + refused->message : "";
  }
  void ask(const std::string& id) {
    spawn(loop, "extension", wait_for_one(id));
    clock.advance({});
  }

 private:
  Task<void> wait_for_one(std::string id) {
    std::optional<std::string> event = co_await extensions.next(id, gone);
    if (event) {
      events.push_back(std::move(*event));
    } else {
      ++ends;
    }
  }
};

}  // namespace

TEST_CASE("Extensions: who may register, and for what", "[runtime]") {
  Fixture fixture;
  fixture.extensions.start({"outer"});
  CHECK(fixture.refusal("", kInvoke) == "Extension.InvalidExtensionName|Empty extension name");
  CHECK(fixture.refusal("in", "{").starts_with("InvalidRequestFormat|"));
  CHECK(fixture.refusal("in", R"({"events": "INVOKE"})").starts_with("InvalidRequestFormat|"));
  CHECK(fixture.refusal("in", R"({"events": [1]})").starts_with("InvalidRequestFormat|"));
  CHECK(fixture.refusal("in", R"({"events": [null]})") == "Extension.InvalidEventType|: ErrorInvalidEventType");
  CHECK(fixture.refusal("in", R"({"configurationKeys": ["LOG_LEVEL"]})")
            .starts_with("InvalidRequestFormat|configurationKeys are deprecated"));
  CHECK(fixture.refusal("in", kBoth) == "Extension.InvalidEventType|SHUTDOWN: ShutdownEventNotSupportedForInternalExtension");
  CHECK(fixture.refusal("in", R"({"events": ["NOPE"]})") == "Extension.InvalidEventType|NOPE: ErrorInvalidEventType");
  CHECK(fixture.refusal("in", kInvoke, false) == "Extension.RegistrationClosed|Extension registration closed already");
  CHECK_FALSE(fixture.extensions.all_external_registered());
  CHECK(fixture.refusal("outer", kBoth).empty());
  CHECK(fixture.extensions.all_external_registered());
  CHECK(fixture.refusal("outer", kBoth) == "Extension.InvalidExtensionState|Extension with this name already registered");
  for (int i = 0; i < 9; ++i) CHECK(fixture.refusal("in" + std::to_string(i), R"({"events": []})").empty());
  CHECK(fixture.refusal("more", kInvoke) == "Extension.TooManyExtensions|Extension limit (10) reached");
}

TEST_CASE("Extensions: an id is asked for, well-formed and known", "[runtime]") {
  Fixture fixture;
  CHECK(fixture.extensions.check("")->type == "Extension.MissingExtensionIdentifier");
  CHECK(fixture.extensions.check("zzz")->type == "Extension.InvalidExtensionIdentifier");
  CHECK(fixture.extensions.check(kFirst)->message == "Unknown extension " + std::string(kFirst));
  fixture.extensions.enter("in", kInvoke, kFirst, true);
  CHECK_FALSE(fixture.extensions.check(kFirst));
}

TEST_CASE("Extensions: each gets the events that it asked for, and is busy until it asks again", "[runtime]") {
  Fixture fixture;
  fixture.extensions.start({"outer"});
  fixture.extensions.enter("outer", R"({"events": ["SHUTDOWN"]})", kFirst, true);
  fixture.extensions.enter("in", kInvoke, kSecond, true);
  CHECK_FALSE(fixture.extensions.ready());
  fixture.ask(kFirst);
  fixture.ask(kSecond);
  CHECK(fixture.extensions.ready());
  fixture.extensions.offer({.request_id = "1", .deadline_ms = 5, .function_arn = "arn", .trace_id = "Root=1", .payload = "{}"});
  CHECK_FALSE(fixture.extensions.ready());
  fixture.clock.advance({});
  REQUIRE(fixture.events.size() == 1);
  CHECK(*parse_json(fixture.events[0]) == *parse_json(R"({"eventType": "INVOKE", "deadlineMs": 5, "requestId": "1",
      "invokedFunctionArn": "arn", "tracing": {"type": "X-Amzn-Trace-Id", "value": "Root=1"}})"));
  CHECK_FALSE(fixture.extensions.ready());
  fixture.ask(kSecond);
  CHECK(fixture.extensions.ready());
  fixture.extensions.shut_down("spindown", 7);
  fixture.clock.advance({});
  REQUIRE(fixture.events.size() == 2);
  CHECK(*parse_json(fixture.events[1]) ==
        *parse_json(R"({"eventType": "SHUTDOWN", "deadlineMs": 7, "shutdownReason": "spindown"})"));
  CHECK_FALSE(fixture.extensions.all_ended());
  fixture.extensions.ended("outer", "");
  CHECK(fixture.extensions.all_ended());
  CHECK_FALSE(fixture.extensions.fault());
  fixture.extensions.stop();
  fixture.clock.advance({});
  CHECK(fixture.ends == 1);
}

TEST_CASE("Extensions: one that ends by itself, or cannot start, is a fault of the function", "[runtime]") {
  Fixture fixture;
  fixture.extensions.start({"outer"});
  fixture.extensions.ended("outer", "exit status 3");
  REQUIRE(fixture.extensions.fault());
  CHECK(fixture.extensions.fault()->type == "Extension.Crash");
  CHECK(fixture.extensions.fault()->message == "exit status 3");
  fixture.extensions.start({"outer"});
  CHECK_FALSE(fixture.extensions.fault());
  fixture.extensions.not_started("outer", "fork/exec /opt/extensions/outer: permission denied");
  fixture.extensions.ended("outer", "exit status 127");
  CHECK(fixture.extensions.fault()->type == "Extension.LaunchError");
  fixture.extensions.start({"outer"});
  fixture.extensions.enter("outer", kBoth, kFirst, true);
  fixture.extensions.give_up(kFirst, "Extension.InitError", "no configuration");
  fixture.extensions.ended("outer", "exit status 1");
  CHECK(fixture.extensions.fault()->message == "no configuration");
}

TEST_CASE("Extensions: a client that has gone gets no event", "[runtime]") {
  Fixture fixture;
  fixture.extensions.enter("in", kInvoke, kFirst, true);
  fixture.ask(kFirst);
  fixture.gone = true;
  fixture.extensions.wake();
  fixture.clock.advance({});
  CHECK(fixture.ends == 1);
}

TEST_CASE("Extensions: nothing and empty lists are asked for without a fault", "[runtime]") {
  Fixture fixture;
  fixture.extensions.start({});
  CHECK(fixture.refusal("a", "null").empty());
  CHECK(fixture.refusal("b", R"({"events": null, "configurationKeys": []})").empty());
}
