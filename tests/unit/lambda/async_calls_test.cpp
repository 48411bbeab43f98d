#include "lambda/async_calls.h"

#include <catch2/catch.hpp>

#include "json/json.h"
#include "tests/support/manual_world.h"

using namespace cxsam;
using namespace std::chrono_literals;
using lambda::Message;

namespace {

struct Box final : lambda::Outbox {
  [[nodiscard]] std::string why_not(const std::string& /*arn*/) const override { return ""; }
  Task<Result<void>> send(Message message) override {
    messages.push_back(std::move(message));
    if (!failure.empty()) co_return fail(failure);
    co_return Result<void>();
  }
  std::vector<Message> messages;
  std::string failure;
};

struct Function final : invoke::Invoker {
  Task<invoke::Outcome> invoke(invoke::Invocation& /*invocation*/, invoke::ResponseSink& sink) override {
    invoke::Outcome outcome;
    if (fails) outcome = {.kind = invoke::Outcome::Kind::FunctionError, .error_type = "Oops", .metrics = {}};
    co_await sink.head("application/json");
    co_await sink.write(fails ? R"({"errorType": "Oops", "errorMessage": "no"})" : R"({"done": true})");
    co_return outcome;
  }
  bool fails = false;
};

struct Notes final : invoke::Journal {
  void record(const invoke::LogEvent& event) override {
    if (const auto* note = std::get_if<invoke::LogEvent::Note>(&event.what)) told += std::string(note->text) + "\n";
  }
  std::string told;
};

struct Fixture : test::ManualWorld {
  void run(lambda::AsyncRules rules) {
    invoke::Invocation invocation{.request_id = "1-2", .payload = R"({"a":1})", .function_arn = "arn:f"};
    calls.add({.function = "F", .invoker = function, .invocation = std::move(invocation), .rules = std::move(rules)});
    clock.advance(1h);
  }
  Notes notes;
  std::shared_ptr<Box> box = std::make_shared<Box>();
  std::shared_ptr<Function> function = std::make_shared<Function>();
  lambda::AsyncCalls calls{world, notes, box};
};

}  // namespace

TEST_CASE("asynchronous calls: a queue or an event bus gets the record of how it ended", "[lambda]") {
  Fixture fixture;
  fixture.run({.on_success = "arn:aws:sqs:us-east-1:123456789012:Done", .on_failure = "arn:other"});
  REQUIRE(fixture.box->messages.size() == 1);
  const Message& message = fixture.box->messages.front();
  CHECK(message.arn == "arn:aws:sqs:us-east-1:123456789012:Done");
  CHECK(message.detail_type == "Lambda Function Invocation Result - Success");
  CHECK(message.attributes.empty());
  const auto record = parse_json(message.body);
  REQUIRE(record);
  CHECK((*record)["requestContext"]["condition"] == "Success");
  CHECK((*record)["requestPayload"] == Json{{"a", 1}});
  CHECK((*record)["responsePayload"] == Json{{"done", true}});
  CHECK(fixture.notes.told.empty());
}

TEST_CASE("asynchronous calls: what is given up goes to the dead letters as it was, and is told to the destination",
          "[lambda]") {
  Fixture fixture;
  fixture.function->fails = true;
  fixture.run({.retries = 1, .on_failure = "arn:aws:sns:us-east-1:1:T", .dead_letters = "arn:aws:sqs:us-east-1:1:D"});
  REQUIRE(fixture.box->messages.size() == 2);
  const auto record = parse_json(fixture.box->messages[0].body);
  CHECK((*record)["requestContext"]["condition"] == "RetriesExhausted");
  CHECK((*record)["requestContext"]["approximateInvokeCount"] == 2);
  CHECK((*record)["responseContext"]["functionError"] == "Unhandled");
  const Message& letter = fixture.box->messages[1];
  CHECK(letter.body == R"({"a":1})");
  CHECK(letter.attributes.at("RequestID") == "1-2");
  CHECK(letter.attributes.at("ErrorCode") == "200");
  CHECK(letter.attributes.at("ErrorMessage") == "no");
}

TEST_CASE("asynchronous calls: what does not arrive is told", "[lambda]") {
  Fixture fixture;
  fixture.box->failure = "nobody answers";
  fixture.run({.on_success = "arn:aws:sqs:us-east-1:1:Q"});
  CHECK(fixture.notes.told.find("is not told to `arn:aws:sqs:us-east-1:1:Q`: nobody answers") != std::string::npos);
}
