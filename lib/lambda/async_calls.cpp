#include "lambda/async_calls.h"

#include <algorithm>

#include "base/text.h"
#include "base/time_text.h"
#include "json/json.h"
#include "loop/signal.h"

namespace cxsam::lambda {
namespace {

using invoke::Outcome;
using std::chrono::seconds;

constexpr seconds kFailurePause{60};
constexpr seconds kFirstThrottlePause{1};
constexpr seconds kLongestThrottlePause{300};

std::string name_of(const AsyncCall& call) {
  return "the asynchronous call " + call.invocation.request_id + " of `" + call.function + "`";
}

}  // namespace

struct AsyncCalls::State {
  State(const World& of, invoke::Journal& to, std::shared_ptr<Outbox> with)
      : world(of), journal(to), outbox(std::move(with)), changed(of.clock) {}

  void warn(const AsyncCall& call, const std::string& text) {
    using Note = invoke::LogEvent::Note;
    journal.record({.time = world.clock.wall(),
                    .function = call.function,
                    .request_id = call.invocation.request_id,
                    .what = Note{.level = Note::Level::Warning, .text = text}});
  }

  /// False when everything ends meanwhile.
  Task<bool> pause(seconds duration) {
    const Clock::TimePoint until = world.clock.after(duration);
    while (!stopping && world.clock.now() < until) co_await changed.wait(until);
    co_return !stopping;
  }

  World world;
  invoke::Journal& journal;
  std::shared_ptr<Outbox> outbox;  // may be none
  Signal changed;
  std::size_t under_way = 0;
  bool stopping = false;
};

AsyncCalls::AsyncCalls(const World& world, invoke::Journal& journal, std::shared_ptr<Outbox> outbox)
    : state_(std::make_shared<State>(world, journal, std::move(outbox))) {}

AsyncCalls::~AsyncCalls() = default;

std::size_t AsyncCalls::size() const { return state_->under_way; }

void AsyncCalls::add(AsyncCall call) { start(state_, std::move(call)); }

void AsyncCalls::start(const std::shared_ptr<State>& state, AsyncCall call) {
  ++state->under_way;
  spawn(state->world.loop, "asynchronous call", run(state, std::move(call)));
}

/// How a call ended, for whom it is told to.
struct AsyncCalls::End {
  Outcome outcome;
  std::string answer;
  std::uint32_t calls = 0;
  std::string condition;  // "Success", "RetriesExhausted", "EventAgeExceeded"
};

namespace {

Json record_of(const AsyncCall& call, const std::string& condition, std::uint32_t calls, Clock::WallTime now) {
  return {{"version", "1.0"},
          {"timestamp", iso_time(now)},
          {"requestContext",
           {{"requestId", call.invocation.request_id},
            {"functionArn", call.invocation.function_arn},
            {"condition", condition},
            {"approximateInvokeCount", calls}}},
          {"requestPayload", parse_json(call.invocation.payload).value_or(Json())},
          {"responseContext", {{"statusCode", 200}, {"executedVersion", call.version}}}};
}

/// What a person reads of an error document.
std::string message_of(const std::string& document) {
  const auto parsed = parse_json(document);
  if (!parsed || !parsed->is_object()) return document;
  const auto message = parsed->find("errorMessage");
  return message == parsed->end() || !message->is_string() ? document : message->get<std::string>();
}

}  // namespace

Task<void> AsyncCalls::tell(std::shared_ptr<State> state, AsyncCall call, std::string arn, End end) {
  if (arn.empty()) co_return;
  const bool failed = end.outcome.kind != Outcome::Kind::Ok;
  Json record = record_of(call, end.condition, end.calls, state->world.clock.wall());
  record["responsePayload"] = parse_json(end.answer).value_or(Json(end.answer));
  if (failed) record["responseContext"]["functionError"] = "Unhandled";
  if (auto destination = call.find ? call.find(arn) : std::nullopt) {
    destination->invocation.request_id = make_uuid(state->world.random);
    destination->invocation.payload = dump_json(record);
    start(state, std::move(*destination));
    co_return;
  }
  const std::string name = "how " + name_of(call) + " ended is not told to `" + arn + "`: ";
  if (!state->outbox) {
    state->warn(call, name + "only functions of the template can be told here");
    co_return;
  }
  Message message{.arn = arn,
                  .body = dump_json(record),
                  .detail_type = std::string("Lambda Function Invocation Result - ") + (failed ? "Failure" : "Success"),
                  .resource = call.invocation.function_arn};
  const Result<void> sent = co_await state->outbox->send(std::move(message));
  if (!sent) state->warn(call, name + sent.error().message);
}

// Source: AWS Lambda developer guide, "Adding a dead-letter queue".
Task<void> AsyncCalls::send_dead_letter(std::shared_ptr<State> state, AsyncCall call, End end) {
  const std::string& arn = call.rules.dead_letters;
  if (arn.empty()) co_return;
  constexpr std::size_t kMaxMessage = 1024;
  const std::string name = name_of(call) + " is not sent to `" + arn + "`";
  if (!state->outbox) {
    state->warn(call, name + ", which is not reached from here");
    co_return;
  }
  Message message{.arn = arn,
                  .body = call.invocation.payload,
                  .attributes = {{"RequestID", call.invocation.request_id},
                                 {"ErrorCode", "200"},
                                 {"ErrorMessage", message_of(end.answer).substr(0, kMaxMessage)}}};
  const Result<void> sent = co_await state->outbox->send(std::move(message));
  if (!sent) state->warn(call, name + ": " + sent.error().message);
}

Task<void> AsyncCalls::run(std::shared_ptr<State> state, AsyncCall call) {
  const Clock::TimePoint latest = state->world.clock.after(call.rules.max_age);
  const std::string name = name_of(call);
  std::uint32_t failures = 0;
  seconds throttle_pause = kFirstThrottlePause;
  End end;
  while (end.condition.empty()) {
    invoke::BufferedResponse answer;
    invoke::Invocation invocation = call.invocation;
    end.outcome = co_await call.invoker->invoke(invocation, answer);
    end.answer = std::move(answer.body);
    ++end.calls;
    if (end.outcome.kind == Outcome::Kind::Ok) {
      end.condition = "Success";
      break;
    }
    seconds pause = throttle_pause;
    std::string what = "was throttled";
    if (end.outcome.kind == Outcome::Kind::Throttled) {
      throttle_pause = std::min(2 * throttle_pause, kLongestThrottlePause);
    } else {
      ++failures;
      pause = failures * kFailurePause;
      what = "failed (" + end.outcome.error_type + ")";
    }
    if (failures > call.rules.retries) end.condition = "RetriesExhausted";
    if (end.condition.empty() && state->world.clock.after(pause) > latest) end.condition = "EventAgeExceeded";
    if (!end.condition.empty()) {
      state->warn(call, name + " " + what + " and is given up");
      break;
    }
    state->warn(call,
                name + " " + what + " and is tried again in " + plural(static_cast<std::size_t>(pause.count()), "second"));
    const bool goes_on = co_await state->pause(pause);
    if (goes_on) continue;
    state->warn(call, name + " is not tried again, since everything ends");
    break;
  }
  if (!state->stopping && !end.condition.empty()) {
    const bool succeeded = end.condition == "Success";
    co_await tell(state, call, succeeded ? call.rules.on_success : call.rules.on_failure, end);
    if (!succeeded) co_await send_dead_letter(state, call, end);
  }
  --state->under_way;
  state->changed.notify();
}

Task<void> AsyncCalls::stop(std::chrono::milliseconds grace) {
  const std::shared_ptr<State> state = state_;
  state->stopping = true;
  state->changed.notify();
  const Clock::TimePoint until = state->world.clock.after(grace);
  while (state->under_way > 0 && state->world.clock.now() < until) co_await state->changed.wait(until);
}

}  // namespace cxsam::lambda
