#include "runtime/telemetry/telemetry.h"

#include <catch2/catch.hpp>

#include "json/json.h"
#include "runtime/telemetry/records.h"
#include "tests/support/manual_world.h"

using namespace cxsam;
using namespace cxsam::runtime;
using invoke::LogEvent;
using Api = Subscription::Api;

namespace {

constexpr std::string_view kAll =
    R"({"schemaVersion":"2022-12-13","types":["platform","function","extension"],
        "destination":{"protocol":"HTTP","URI":"http://sandbox.localdomain:8080/t"}})";

Subscription all(Api api = Api::Telemetry) {
  return {.api = api, .schema = "2021-03-18", .platform = true, .function = true, .extension = true};
}

std::string fault(std::string_view body, Api api = Api::Telemetry) {
  const auto read = read_subscription(api, body);
  return read ? "" : read.error().message;
}

LogEvent event(LogEvent::What what, invoke::LogFormat format = invoke::LogFormat::Text) {
  return {.time = std::chrono::system_clock::from_time_t(1'700'000'000), .request_id = "1-2", .format = format, .what = what};
}

}  // namespace

TEST_CASE("telemetry: a subscription says where, what and how much at a time", "[telemetry]") {
  const auto read = read_subscription(Api::Telemetry, kAll);
  REQUIRE(read);
  CHECK(read->destination.port == 8080);
  CHECK(read->destination.path == "/t");
  CHECK(read->destination.http);
  CHECK(read->buffering.max_items == 10'000);
  CHECK(read->buffering.timeout == std::chrono::milliseconds(1000));
  CHECK(read->type_names() == std::vector<std::string>{"Platform", "Function", "Extension"});
  const auto logs = read_subscription(
      Api::Logs,
      R"({"types":["function"],"buffering":{"timeoutMs":25,"maxBytes":262144,"maxItems":1000},"destination":{"protocol":"TCP","port":9000}})");
  REQUIRE(logs);
  CHECK(logs->schema == "2020-08-15");
  CHECK_FALSE(logs->destination.http);
  CHECK(logs->destination.port == 9000);
  CHECK(logs->buffering.max_items == 1000);
}

TEST_CASE("telemetry: all that is wrong with a subscription is told", "[telemetry]") {
  CHECK(fault("[]") == "the body must be a JSON object");
  CHECK(
      fault(
          R"({"schemaVersion":"2022-12-13","types":[],"destination":{"protocol":"HTTP","URI":"http://sandbox.localdomain"}})") ==
      "URI port is not provided; types should not be empty");
  CHECK(fault(R"({"schemaVersion":"1","types":["other"],"destination":{"protocol":"HTTP","URI":"http://example.com:1"}})") ==
        "schemaVersion is not supported: '1'; URI host must be sandbox.localdomain; types contains an unknown value: 'other'");
  CHECK(fault(R"({"schemaVersion":"2022-12-13","types":["platform"],"destination":{"protocol":"HTTP",
                 "URI":"http://sandbox:1/a\r\nX: y"}})") == "URI has characters that no URI may have");
  CHECK(fault(R"({"schemaVersion":"2025-01-29","types":["platform"],"destination":{"protocol":"TCP","port":0},
                 "buffering":{"maxItems":999,"maxBytes":99999999999999999999,"timeoutMs":24}})") ==
        "port is not provided; maxItems must be between 1000 and 10000; maxBytes must be between 262144 and 1048576; timeoutMs "
        "must "
        "be between 25 and 30000");
}

TEST_CASE("telemetry: events as records, in the forms of both APIs", "[telemetry]") {
  const auto lines = telemetry_records(event(LogEvent::Output{"one\n{\"two\": 2}\n"}, invoke::LogFormat::Json), all());
  REQUIRE(lines.size() == 2);
  CHECK(lines[0] == R"({"time":"2023-11-14T22:13:20.000Z","type":"function","record":"one"})");
  CHECK(lines[1] == R"({"time":"2023-11-14T22:13:20.000Z","type":"function","record":{"two":2}})");
  CHECK(telemetry_records(event(LogEvent::Output{"x\n", true}), all()).front().find(R"("type":"extension")") !=
        std::string::npos);
  Subscription platform = all();
  platform.function = false;
  CHECK(telemetry_records(event(LogEvent::Output{"x\n"}), platform).empty());
  CHECK(telemetry_records(event(LogEvent::Note{.text = "for people"}), all()).empty());

  LogEvent::End end{.duration = std::chrono::milliseconds(12), .produced_bytes = 7};
  end.answer = LogEvent::AnswerTimes{std::chrono::milliseconds(10), std::chrono::milliseconds(2)};
  end.trace = "Root=1-a;Parent=b;Sampled=1";
  const auto done = telemetry_records(event(end), all());
  REQUIRE(done.size() == 1);
  const Json record = parse_json(done.front())->at("record");
  CHECK(record["status"] == "success");
  CHECK(record["metrics"]["producedBytes"] == 7);
  CHECK(record["spans"][0]["name"] == "responseLatency");
  CHECK(record["spans"][1]["durationMs"] == 2);
  CHECK(record["tracing"]["spanId"] == "b");

  const auto logs = telemetry_records(event(end), all(Api::Logs));
  REQUIRE(logs.size() == 2);
  CHECK(parse_json(logs[0])->at("record") == Json{{"requestId", "1-2"}, {"status", "success"}});
  CHECK(parse_json(logs[1])->at("type") == "platform.end");
  CHECK(telemetry_records(event(LogEvent::InitStart{"python3.12"}), all(Api::Logs)).empty());
}

TEST_CASE("telemetry: batches are full or have waited; what does not fit is counted", "[telemetry]") {
  TelemetryBuffer buffer({.max_items = 2, .max_bytes = 100, .timeout = std::chrono::milliseconds(50)});
  const Clock::TimePoint now{};
  CHECK(buffer.due() == Clock::TimePoint::max());
  buffer.add("a", now);
  CHECK(buffer.due() == now + std::chrono::milliseconds(50));
  buffer.add("b", now);
  buffer.add("c", now);
  CHECK(buffer.due() == now);
  CHECK(buffer.take(now, {}).size() == 2);
  CHECK(buffer.due() == now + std::chrono::milliseconds(50));
  CHECK(buffer.take(now, {}).size() == 1);
  CHECK(buffer.empty());
  for (int i = 0; i < 20; ++i) buffer.add(std::string(60, 'x'), now);
  const auto batch = buffer.take(now, {});
  CHECK(batch.size() == 2);
  CHECK(parse_json(batch.front())->at("record")["droppedRecords"] == 7);
}

TEST_CASE("telemetry: who subscribes gets what has happened since the start; later nobody can", "[telemetry]") {
  test::ManualWorld world;
  Telemetry telemetry(world.clock);
  telemetry.start();
  telemetry.record(event(LogEvent::InitStart{"python3.12"}));
  telemetry.record(event(LogEvent::Output{"early\n"}));
  const auto first = telemetry.subscribe("a", all());
  const auto second = telemetry.subscribe("b", all(Api::Logs));
  REQUIRE(first);
  REQUIRE(second);
  CHECK((*first)->buffer.take({}, {}).size() == 2);
  CHECK((*second)->buffer.take({}, {}).size() == 1);
  CHECK(telemetry.subscribe("a", all(Api::Logs)).error().status == 400);
  CHECK(telemetry.delivered());
  telemetry.record(event(LogEvent::Start{}));
  CHECK_FALSE(telemetry.delivered());
  telemetry.close_subscriptions();
  CHECK(telemetry.subscribe("c", all()).error().type == "Telemetry.SubscriptionClosed");
  telemetry.stop();
  CHECK((*first)->closed);
}
