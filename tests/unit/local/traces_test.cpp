#include "local/xray/traces.h"

#include <catch2/catch.hpp>

#include "json/json.h"
#include "local/xray/segments.h"

using namespace cxsam;
using namespace cxsam::local;

namespace {

// A client calls A, whose code works, asks DynamoDB and calls B.
constexpr std::string_view kJournal =
    R"({"time":"2026-11-30T15:00:00.000Z","kind":"call","function":"A","requestId":"1","traceId":"Root=1-a;Parent=p1;Sampled=1"}
{"kind":"segment","segment":{"id":"s3","trace_id":"1-a","parent_id":"p1","type":"subsegment","name":"DynamoDB","namespace":"aws","start_time":1796050800.02,"end_time":1796050800.03,"error":true,"throttle":true}}
{"time":"2026-11-30T15:00:00.040Z","kind":"call","function":"B","requestId":"2","traceId":"Root=1-a;Parent=s2;Sampled=1"}
{"time":"2026-11-30T15:00:00.050Z","kind":"answer","function":"B","requestId":"2","outcome":"crash","durationMs":10}
{"kind":"segment","segment":{"id":"s1","trace_id":"1-a","parent_id":"p1","type":"subsegment","name":"work","start_time":1796050800.01,"end_time":1796050800.06,"subsegments":[{"id":"s2","name":"Lambda","namespace":"aws","start_time":1796050800.03,"end_time":1796050800.05}]}}
{"time":"2026-11-30T15:00:00.100Z","kind":"answer","function":"A","requestId":"1","outcome":"ok","durationMs":100}
{"time":"2026-11-30T14:00:00.000Z","kind":"call","function":"B","requestId":"3","traceId":"Root=1-b"}
{"time":"2026-11-30T15:00:00.000Z","kind":"call","function":"A","requestId":"4"}
)";

}  // namespace

TEST_CASE("traces: what a journal tells, as a tree and as a map", "[xray]") {
  const std::vector<Trace> traces = traces_in(kJournal);
  REQUIRE(traces.size() == 2);
  CHECK(traces[0].id == "1-b");
  const std::string list = trace_list(traces);
  INFO(list);
  CHECK(list.starts_with("1-b  2026-11-30T14:00:00.000Z  0.00 ms\n  B "));
  CHECK(list.find("no end") != std::string::npos);
  const auto at = [&](std::string_view text) { return list.find(text); };
  CHECK(at("\n  A ") < at("\n    work "));
  CHECK(at("\n    work ") < at("\n      Lambda "));
  CHECK(at("\n      Lambda ") < at("\n        B "));
  CHECK(at("\n        B ") < at("\n    DynamoDB "));
  CHECK(at("throttled  error") != std::string::npos);
  CHECK(service_map(traces) ==
        "Service map\n"
        "  A -> DynamoDB: 1 call, 10.00 ms on average, 1 error, 1 throttled\n"
        "  A -> Lambda: 1 call, 20.00 ms on average\n"
        "  Lambda -> B: 1 call, 10.00 ms on average, 1 fault\n"
        "  client -> A: 1 call, 100.00 ms on average\n"
        "  client -> B: 1 call, 0.00 ms on average\n");
  const auto json = parse_json(traces_json(traces));
  REQUIRE(json);
  CHECK((*json)["traces"][1]["segments"][0]["segments"][0]["name"] == "work");
  CHECK((*json)["edges"].size() == 5);
}

TEST_CASE("traces: circles and broken lines do no harm", "[xray]") {
  const auto traces = traces_in(
      R"({"kind":"segment","segment":{"id":"a","trace_id":"1","parent_id":"b","name":"A","start_time":1e300,"end_time":2}}
{"kind":"segment","segment":{"id":"b","trace_id":"1","parent_id":"a","name":"B","start_time":"x"}}
{"kind":"segment","segment":7}
{"kind":"call","traceId":";;Root="}
[]
nothing)");
  REQUIRE(traces.size() == 1);
  CHECK_FALSE(trace_list(traces).empty());
  CHECK_FALSE(traces_json(traces).empty());
}

TEST_CASE("traces: datagrams of the X-Ray daemon's form", "[xray]") {
  const std::string header = "{\"format\": \"json\", \"version\": 1}\n";
  CHECK(segments_in(header + R"({"id":"a","trace_id":"1","name":"n"})").size() == 1);
  CHECK(segments_in(header + R"([{"id":"a","trace_id":"1","name":"n"},{"id":"b"},7])").size() == 1);
  CHECK(segments_in(header).empty());
  CHECK(segments_in(R"({"id":"a","trace_id":"1","name":"n"})").empty());
  CHECK(segments_in("{}\n{}").empty());
  CHECK(segments_in("").empty());
}
