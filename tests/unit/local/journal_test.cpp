#include <catch2/catch.hpp>

#include "json/json.h"
#include "local/journal/line_diff.h"
#include "local/journal/log_lines.h"
#include "local/journal/payload.h"
#include "local/journal/read_calls.h"
#include "local/journal/replay.h"

using namespace cxsam;
using namespace cxsam::local;

namespace {

std::string through_a_line(std::string_view bytes) {
  Json line;
  add_payload(line, "event", bytes);
  const auto read = parse_json(dump_json(line));
  return find_payload(*read, "event").value_or("none");
}

constexpr std::string_view kJournal =
    R"({"time":"2026-11-30T15:00:00.000Z","kind":"call","function":"A","requestId":"1","event":{"a":1}}
{"time":"2026-11-30T15:00:00.000Z","kind":"start","function":"A","requestId":"1"}
{"time":"2026-11-30T15:00:00.000Z","kind":"output","function":"A","requestId":"1","text":"hello"}
{"time":"2026-11-30T15:00:01.000Z","kind":"call","function":"B","requestId":"2","eventText":"1.0","tenantId":"t","version":"3"}
half a li
{"time":"2026-11-30T15:00:01.500Z","kind":"answer","function":"A","requestId":"1","outcome":"timeout","durationMs":12.5,"answer":[1]}
)";

}  // namespace

TEST_CASE("journal: events and answers come back as they were, but for blanks", "[journal]") {
  CHECK(through_a_line(R"({"a": [1, "x y"]})") == R"({"a":[1,"x y"]})");
  CHECK(through_a_line("1.0") == "1.0");
  CHECK(through_a_line("12345678901234567890123") == "12345678901234567890123");
  CHECK(through_a_line(R"({"a":1,"a":2})") == R"({"a":1,"a":2})");
  CHECK(through_a_line("no JSON") == "no JSON");
  CHECK(through_a_line("") == "");
  CHECK(through_a_line("\xff\x00\x01") == "\xff\x00\x01");
}

TEST_CASE("journal: calls with what they were made with, and their answers", "[journal]") {
  const RecordedCallList list = calls_in(kJournal);
  REQUIRE(list.calls.size() == 2);
  CHECK(list.broken_lines == 1);
  CHECK(list.calls[0].function == "A");
  CHECK(list.calls[0].invocation.payload == R"({"a":1})");
  CHECK(list.calls[0].invocation.version == "$LATEST");
  REQUIRE(list.calls[0].answer);
  CHECK(list.calls[0].answer->outcome == invoke::Outcome::Kind::Timeout);
  CHECK(list.calls[0].answer->body == "[1]");
  CHECK(list.calls[0].answer->duration_ms == 12.5);
  CHECK(list.calls[1].invocation.payload == "1.0");
  CHECK(list.calls[1].invocation.tenant_id == "t");
  CHECK(list.calls[1].invocation.version == "3");
  CHECK_FALSE(list.calls[1].answer);
  CHECK(list_calls(list) ==
        "   1  2026-11-30T15:00:00.000Z  A  timeout, 12.50 ms\n   2  2026-11-30T15:00:01.000Z  B  no answer\n");
  CHECK(choose_call(list, std::nullopt).value() == 1);
  CHECK(choose_call(list, 1).value() == 0);
  CHECK(choose_call(list, 3).error().message == "there is no call 3: the journal has 2 calls");
  CHECK_FALSE(choose_call({}, std::nullopt));
}

TEST_CASE("journal: lines are told as they were said", "[journal]") {
  const auto text = [](std::string_view line, const LogFilter& filter = {}) {
    return log_text_of(line, filter).value_or("broken");
  };
  CHECK(text(R"({"kind":"start","function":"A","requestId":"1"})") == "START RequestId: 1 Version: $LATEST\n");
  CHECK(text(R"({"kind":"output","function":"A","requestId":"1","text":"hello"})") == "hello\n");
  CHECK(
      text(
          R"({"kind":"report","requestId":"1","outcome":"timeout","durationMs":3000,"memorySizeMB":128,"maxMemoryUsedBytes":1048576})") ==
      "REPORT RequestId: 1\tDuration: 3000.00 ms\tBilled Duration: 3000 ms\tMemory Size: 128 MB\tMax Memory Used: 1 "
      "MB\tStatus: "
      "timeout\n");
  CHECK(text(R"({"kind":"timeout","time":"2026-11-30T15:00:00.123Z","function":"A","requestId":"1","limitMs":3000})") ==
        "2026-11-30T15:00:00.123Z 1 Task timed out after 3.00 seconds\n\nFunction 'A' timed out after 3 seconds\n");
  CHECK(text(R"({"kind":"call","event":{}})").empty());
  CHECK(text(R"({"kind":"output","function":"A","text":"x"})", {.functions = {"B"}}).empty());
  CHECK(text(R"({"kind":"output","function":"B","text":"x"})", {.functions = {"B"}}) == "x\n");
  CHECK(text(R"({"kind":"output","function":"B","requestId":"2","text":"x"})", {.request_id = "1"}).empty());
  CHECK(text(R"({"kind":"report","durationMs":1e300,"memorySizeMB":-1,"maxMemoryUsedBytes":"x"})").starts_with("REPORT"));
  CHECK(text("half a li") == "broken");
}

TEST_CASE("journal: a difference is told by lines", "[journal]") {
  CHECK(line_diff("a\nb", "a\nb").empty());
  CHECK(line_diff("a\nb\nc", "a\nx\nc") == "  a\n- b\n+ x\n  c\n");
  CHECK(line_diff("", "a") == "- \n+ a\n");
  const std::string many(5000, '\n');
  CHECK(line_diff(many, many + "x").starts_with("- \n"));
}
