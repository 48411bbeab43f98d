#include "runtime/logs.h"

#include <catch2/catch.hpp>
#include <regex>

#include "json/json.h"

using namespace cxsam;
using namespace cxsam::runtime;
using namespace std::chrono_literals;

namespace {

invoke::Outcome outcome() {
  invoke::Outcome made;
  made.metrics = {.duration = 1234567ns, .init_duration = 101200us, .memory_mb = 128, .max_memory_bytes = (34U << 20U) + 1};
  return made;
}

}  // namespace

TEST_CASE("logs: text lines", "[runtime]") {
  CHECK(start_line(LogFormat::Text, "id") == "START RequestId: id Version: $LATEST\n");
  const std::string lines = end_lines(LogFormat::Text, "id", outcome());
  CHECK(lines ==
        "END RequestId: id\nREPORT RequestId: id\tDuration: 1.23 ms\tBilled Duration: 2 ms\tMemory Size: 128 MB\t"
        "Max Memory Used: 35 MB\tInit Duration: 101.20 ms\t\n");
  // What SAM CLI's users look for.
  CHECK(std::regex_search(lines, std::regex(R"(REPORT RequestId:\s.+ Duration:\s.+\sMemory Size:\s.+\sMax Memory Used:\s.+)")));
}

TEST_CASE("logs: JSON lines", "[runtime]") {
  const std::string lines = end_lines(LogFormat::Json, "id", outcome());
  const auto report = parse_json(std::string_view(lines).substr(lines.find('\n') + 1));
  REQUIRE(report);
  CHECK((*report)["type"] == "platform.report");
  CHECK((*report)["record"]["metrics"]["billedDurationMs"] == 2);
  CHECK((*report)["record"]["metrics"]["maxMemoryUsedMB"] == 35);
}

TEST_CASE("LineBuffer: whole lines go on at once, the rest waits, endless lines do not", "[runtime]") {
  std::string written;
  LineBuffer lines([&](std::string_view text) { written += text; });
  lines.feed("one\ntw");
  CHECK(written == "one\n");
  lines.feed("o\n\nthree");
  CHECK(written == "one\ntwo\n\n");
  lines.flush();
  CHECK(written == "one\ntwo\n\nthree\n");
  written.clear();
  lines.feed(std::string(100000, 'x'));
  CHECK(written.size() == 100000);
}

TEST_CASE("iso_time: milliseconds, UTC", "[runtime]") {
  CHECK(iso_time(std::chrono::system_clock::time_point(1700000000123ms)) == "2023-11-14T22:13:20.123Z");
}
