#include "invoke/log_text.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <regex>

#include "json/json.h"

using namespace cxsam;
using namespace cxsam::invoke;
using namespace std::chrono_literals;

namespace {

const std::chrono::system_clock::time_point kTime(1700000000123ms);

std::string text_of(LogEvent::What what, LogFormat format = LogFormat::Text) {
  return render_text({.time = kTime, .function = "Hello", .instance = 1, .request_id = "id", .format = format, .what = what});
}

Metrics metrics() {
  return {.duration = 1234567ns, .init_duration = 101200us, .memory_mb = 128, .max_memory_bytes = (34U << 20U) + 1};
}

}  // namespace

TEST_CASE("log text: an invocation as Lambda tells it", "[invoke]") {
  CHECK(text_of(LogEvent::InitStart{"python3.12"}).empty());
  CHECK(text_of(LogEvent::Start{}) == "START RequestId: id Version: $LATEST\n");
  CHECK(text_of(LogEvent::Output{"a\nb\n"}) == "a\nb\n");
  CHECK(text_of(LogEvent::End{}) == "END RequestId: id\n");
  const std::string report = text_of(LogEvent::Report{.metrics = metrics()});
  CHECK(report ==
        "REPORT RequestId: id\tDuration: 1.23 ms\tBilled Duration: 2 ms\tMemory Size: 128 MB\tMax Memory Used: 35 MB\t"
        "Init Duration: 101.20 ms\t\n");
  // What SAM CLI's users look for.
  CHECK(
      std::regex_search(report, std::regex(R"(REPORT RequestId:\s.+ Duration:\s.+\sMemory Size:\s.+\sMax Memory Used:\s.+)")));
}

TEST_CASE("log text: what goes wrong", "[invoke]") {
  CHECK(text_of(LogEvent::TimedOut{3s}) ==
        "2023-11-14T22:13:20.123Z id Task timed out after 3.00 seconds\n\nFunction 'Hello' timed out after 3 seconds\n");
  CHECK(text_of(LogEvent::TimedOut{3s}, LogFormat::Json) == "Function 'Hello' timed out after 3 seconds\n");
  CHECK(text_of(LogEvent::Exited{.wait_status = 256}).empty());
  CHECK(text_of(LogEvent::Exited{.over_memory = true, .memory_mb = 128}) ==
        "Function 'Hello' used more than its 128 MB of memory and was killed\n");
  CHECK(text_of(LogEvent::Report{.outcome = Outcome::Kind::Timeout}).ends_with("Status: timeout\n"));
  CHECK(text_of(LogEvent::Report{.outcome = Outcome::Kind::Crash, .error_type = "Runtime.ExitError"})
            .ends_with("Status: error\tError Type: Runtime.ExitError\n"));
  using Note = LogEvent::Note;
  const std::vector<std::string> hints{"do this", "or that"};
  CHECK(text_of(Note{.text = "so it is"}) == "so it is\n");
  CHECK(text_of(Note{.level = Note::Level::Error, .text = "no", .hints = hints}) ==
        "Error: no\n  hint: do this\n  hint: or that\n");
}

TEST_CASE("log text: the JSON log format", "[invoke]") {
  const auto start = parse_json(text_of(LogEvent::Start{}, LogFormat::Json));
  REQUIRE(start);
  CHECK((*start)["time"] == "2023-11-14T22:13:20.123Z");
  CHECK((*start)["type"] == "platform.start");
  const auto done =
      parse_json(text_of(LogEvent::End{Outcome::Kind::FunctionError, "Function.Oops", 1234567ns}, LogFormat::Json));
  REQUIRE(done);
  CHECK((*done)["type"] == "platform.runtimeDone");
  CHECK((*done)["record"]["status"] == "error");
  CHECK((*done)["record"]["errorType"] == "Function.Oops");
  const auto report = parse_json(text_of(LogEvent::Report{.metrics = metrics()}, LogFormat::Json));
  REQUIRE(report);
  CHECK((*report)["type"] == "platform.report");
  CHECK((*report)["record"]["metrics"]["billedDurationMs"] == 2);
  CHECK((*report)["record"]["metrics"]["maxMemoryUsedMB"] == 35);
}

TEST_CASE("log text: from which level on lines of the JSON format are written", "[invoke]") {
  const auto count = [](LogLevel least) {
    std::string all;
    for (const LogEvent::What& what :
         {LogEvent::What(LogEvent::Start{}), LogEvent::What(LogEvent::End{}), LogEvent::What(LogEvent::Report{}),
          LogEvent::What(LogEvent::End{.outcome = Outcome::Kind::Timeout})})
      all += render_text({.time = kTime, .format = LogFormat::Json, .system_level = least, .what = what});
    return std::ranges::count(all, '\n');
  };
  CHECK(count(LogLevel::Debug) == 4);
  CHECK(count(LogLevel::Info) == 3);  // what went well is told by its report
  CHECK(count(LogLevel::Warn) == 1);
  constexpr const char* kOfDebug = R"({"timestamp": "2024-11-02T16:51:31.587199Z", "level": "debug"}
)";
  constexpr const char* kOfInfo = R"(plain
{"timestamp": "2024-11-02T16:51:31Z", "level": 1}
{"timestamp": "2024-11-02T16:51:31Z", "level": "Information"}
{"level": "DEBUG"}
{"timestamp": "yesterday", "level": "ERROR"}
)";
  constexpr const char* kOfWarn = R"({"time": "2024-11-02T16:51:31+01:00", "level": "WARNING"}
{"timestamp": "2024-11-02T16:51:31.587Z", "level": "ERROR"}
)";
  const std::string lines = std::string(kOfDebug) + kOfInfo + kOfWarn;
  const auto said = [&](LogLevel least, LogFormat format = LogFormat::Json) {
    const LogEvent::Output output{lines};
    return render_text({.time = kTime, .format = format, .application_level = least, .what = output});
  };
  CHECK(said(LogLevel::Trace) == lines);
  CHECK(said(LogLevel::Info) == std::string(kOfInfo) + kOfWarn);
  CHECK(said(LogLevel::Warn) == kOfWarn);
  CHECK(said(LogLevel::Fatal).empty());
  CHECK(said(LogLevel::Fatal, LogFormat::Text) == lines);
}

TEST_CASE("log text: a client cannot write control characters to the terminal", "[invoke]") {
  const std::string line = text_of(LogEvent::Request{.client = "127.0.0.1",
                                                     .method = "GET",
                                                     .target = "/a\x1b[31m\r\nb\x7f?q=\xC3\xA9",
                                                     .protocol = "HTTP/1.1",
                                                     .status = 404});
  CHECK(line.starts_with("127.0.0.1 - - ["));
  CHECK(line.ends_with("] \"GET /a[31mb?q=\xC3\xA9 HTTP/1.1\" 404 -\n"));
}
