#include "local/view/view.h"

#include <catch2/catch.hpp>

#include "diagnostic/sources.h"
#include "json/json.h"
#include "local/view/render.h"
#include "tests/support/manual_world.h"

using namespace cxsam;
using namespace std::chrono_literals;
using invoke::LogEvent;
using local::Form;
using local::Message;

namespace {

/// A view whose lines are kept.
struct Seen {
  explicit Seen(Form form)
      : view(world.clock, {.form = form,
                           .style = {.colour = false, .columns = 40},
                           .say = [this](std::string_view lines) { said += lines; },
                           .log = [this](std::string_view lines) { logged += lines; }}) {}

  test::ManualWorld world;
  std::string said;
  std::string logged;
  local::View view;
};

const std::string kTime = R"({"time":"2026-01-01T00:00:00.000Z",)";

}  // namespace

TEST_CASE("view: a session in SAM's words", "[local]") {
  Seen seen(Form::Text);
  seen.view.tell(local::Description{
      .remarks = {{local::Remark::Level::Warning, "keys are not checked"}, {local::Remark::Level::Note, "no queue"}},
      .mountings = {{"Hello", "http://127.0.0.1:3000/hello", {"GET", "POST"}},
                    {"Own", "http://127.0.0.1:3000/own", {"PUT"}, {"API key", "AWS_IAM"}}}});
  seen.view.tell(local::Serving{.url = "http://127.0.0.1:3000",
                                .invitation = "You can now browse to the above endpoints to call your functions",
                                .watching = true,
                                .code = "From the source."});
  seen.view.tell(local::Changed{.path = "app.py", .others = false});
  seen.view.tell(local::Reloaded{});
  seen.view.tell(local::Changed{.path = "app.py", .others = true});
  seen.view.tell(local::Kept{.build_failed = false, .error = Error{"bad template", {}, {"look"}}});
  seen.view.tell(local::BuildOutput{"Building\n"});
  seen.view.tell(local::Kept{.build_failed = true, .error = std::nullopt});
  seen.view.tell(local::Missing{.lines = 2});
  seen.view.tell(local::Stopping{});
  CHECK(seen.said ==
        "Warning: keys are not checked\nNote: no queue\nMounting Hello at http://127.0.0.1:3000/hello [GET, POST]\n"
        "Mounting Own at http://127.0.0.1:3000/own [PUT], guarded by API key, AWS_IAM\n"
        "You can now browse to the above endpoints to call your functions; a change of code or template counts from the next "
        "request on.\nFrom the source.\n * Running on http://127.0.0.1:3000\nPress CTRL+C to quit\n"
        "\napp.py has changed\nReloaded.\n"
        "\napp.py and other files have changed\nError: bad template\n  hint: look\nThe last good version is still served.\n"
        "Building\nThe build failed: what was built before is still served.\n"
        "Warning: 2 lines of the log left out here: nobody read them in time\n"
        "\nStopping: requests under way are finished first; Ctrl-C again ends at once.\n");
  CHECK(seen.logged.empty());
}

TEST_CASE("view: where there are no functions nothing is said of their code", "[local]") {
  Seen seen(Form::Text);
  seen.view.tell(local::Serving{.url = "http://127.0.0.1:3000", .invitation = "Call it"});
  CHECK(seen.said == "Call it.\n * Running on http://127.0.0.1:3000\nPress CTRL+C to quit\n");
}

TEST_CASE("view: the same as JSON objects, one a line", "[local]") {
  Seen seen(Form::Json);
  seen.view.tell(local::Description{.remarks = {{local::Remark::Level::Warning, "w"}},
                                    .mountings = {{"Hello", "http://127.0.0.1:3000/hello", {"GET"}}}});
  CHECK(seen.said == kTime + R"("kind":"remark","level":"warning","message":"w"})" + "\n" + kTime +
                         R"("kind":"mounting","function":"Hello","url":"http://127.0.0.1:3000/hello","methods":["GET"]})" +
                         "\n");
  seen.said.clear();
  seen.view.tell(local::Kept{.build_failed = false, .error = Error{"bad", {"reading"}, {"look"}}});
  CHECK(seen.said ==
        kTime + R"("kind":"kept","failed":"template","error":{"message":"bad","context":["reading"],"hints":["look"]}})" +
            "\n");
}

TEST_CASE("view: every message is one JSON object or more", "[local]") {
  Sources sources;
  const FileId file = sources.add("template.yaml", "Resources: {}\n");
  const std::vector<Diagnostic> findings{{.id = "E0001", .message = "broken", .where = {.file = file, .begin = 0, .end = 9}}};
  const std::vector<Message> messages{local::Findings{sources, findings},
                                      local::Remark{},
                                      local::Serving{},
                                      local::Changed{},
                                      local::BuildOutput{"a\nb\n"},
                                      local::Reloaded{},
                                      local::Kept{},
                                      local::Missing{},
                                      local::Stopping{}};
  for (const Message& message : messages) {
    Seen seen(Form::Json);
    seen.view.tell(message);
    INFO(seen.said);
    REQUIRE(std::ranges::count(seen.said, '\n') == 1);
    const auto line = parse_json(seen.said);
    REQUIRE(line);
    CHECK(line->contains("kind"));
  }
}

TEST_CASE("view: events of functions are logged, requests are said", "[local]") {
  const Form form = GENERATE(Form::Text, Form::Json);
  Seen seen(form);
  seen.view.record({.time = seen.world.clock.wall(), .function = "Hello", .request_id = "1-2", .what = LogEvent::Start{}});
  CHECK(seen.said.empty());
  if (form == Form::Text) {
    CHECK(seen.logged == "START RequestId: 1-2 Version: $LATEST\n");
  } else {
    CHECK(seen.logged == kTime + R"("kind":"start","function":"Hello","requestId":"1-2"})" + "\n");
  }
  seen.logged.clear();
  seen.view.record(
      {.time = seen.world.clock.wall(),
       .what = LogEvent::Request{
           .client = "127.0.0.1", .method = "GET", .target = "/a", .protocol = "HTTP/1.1", .status = 404, .duration = 2ms}});
  CHECK(seen.logged.empty());
  if (form == Form::Text) {
    CHECK(seen.said.ends_with("] \"GET /a HTTP/1.1\" 404 -\n"));
  } else {
    CHECK(
        seen.said ==
        kTime +
            R"("kind":"request","client":"127.0.0.1","method":"GET","target":"/a","protocol":"HTTP/1.1","status":404,"durationMs":2.0})" +
            "\n");
  }
}

TEST_CASE("view: each line of a function is an object of its own", "[local]") {
  Seen seen(Form::Json);
  seen.view.record(
      {.time = seen.world.clock.wall(), .function = "Hello", .instance = 3, .what = LogEvent::Output{"one\n{\"two\": 2}\n"}});
  CHECK(seen.logged == kTime + R"("kind":"output","function":"Hello","instance":3,"text":"one"})" + "\n" + kTime +
                           R"("kind":"output","function":"Hello","instance":3,"text":"{\"two\": 2}"})" + "\n");
}

TEST_CASE("view: what an invocation took, as JSON", "[local]") {
  Seen seen(Form::Json);
  const invoke::Metrics metrics{.duration = 1500us, .init_duration = 20ms, .memory_mb = 128, .max_memory_bytes = 4096};
  seen.view.record({.time = seen.world.clock.wall(),
                    .function = "Hello",
                    .request_id = "1-2",
                    .what = LogEvent::Report{
                        .outcome = invoke::Outcome::Kind::FunctionError, .error_type = "ValueError", .metrics = metrics}});
  CHECK(
      seen.logged ==
      kTime +
          R"("kind":"report","function":"Hello","requestId":"1-2","outcome":"function error","errorType":"ValueError","durationMs":1.5,"initDurationMs":20.0,"memorySizeMB":128,"maxMemoryUsedBytes":4096})" +
          "\n");
}
