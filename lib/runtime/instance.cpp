#include "runtime/instance.h"

#include <algorithm>
#include <utility>

#include "base/time_text.h"
#include "runtime/documents.h"

namespace cxsam::runtime {
namespace {

using invoke::LogEvent;
using invoke::Outcome;

constexpr std::chrono::seconds kInitLimit{10};
constexpr std::chrono::milliseconds kMemoryCheck{100};
constexpr std::chrono::seconds kKillPatience{5};

}  // namespace

Instance::Instance(Host& host, std::shared_ptr<const FunctionSpec> spec)
    : host_(host),
      world_(host.world()),
      spec_(std::move(spec)),
      number_(host.next_instance()),
      session_(std::make_shared<Session>(world_.clock)) {}

Task<Result<std::shared_ptr<Instance>>> Instance::make(Host& host, std::shared_ptr<const FunctionSpec> spec,
                                                       SandboxMaker make_sandbox) {
  std::shared_ptr<Instance> made(new Instance(host, std::move(spec)));
  const auto output = [instance = made.get()](std::string_view lines) { instance->record(LogEvent::Output{lines}); };
  auto sandbox = co_await make_sandbox(made->spec_, made->session_, output);
  if (!sandbox) co_return fail(std::move(sandbox.error()));
  made->sandbox_ = std::move(*sandbox);
  co_return made;
}

void Instance::record(LogEvent::What what) {
  const application::Function& function = spec_->function;
  host_.journal().record({.time = world_.clock.wall(),
                          .function = function.logical_id,
                          .instance = number_,
                          .request_id = request_id_,
                          .format = function.log_format == "JSON" ? invoke::LogFormat::Json : invoke::LogFormat::Text,
                          .what = std::move(what)});
}

// --- its process

Result<void> Instance::start_process() {
  memory_ = MemoryGuard(spec_->memory_limited ? std::uint64_t{spec_->function.memory_mb} << 20U : 0);
  session_->start();
  record(LogEvent::InitStart{spec_->function.runtime});
  auto started = sandbox_->start();
  if (!started) session_->ended({});
  return started;
}

Task<void> Instance::stop_process() {
  if (session_->stopped()) co_return;
  sandbox_->kill();
  const TimePoint until = world_.clock.after(kKillPatience);
  while (!session_->stopped() && world_.clock.now() < until) co_await session_->wait(until);
  if (!session_->stopped()) sandbox_->destroy();
  while (!session_->stopped()) co_await session_->wait();
}

void Instance::close() {
  if (std::exchange(closed_, true)) return;
  sandbox_->close();
  session_->ended({});
}

void Instance::check_memory() {
  if (session_->stopped()) return;
  if (memory_.check(sandbox_->used_memory())) sandbox_->kill();
}

// False when the process is not ready at `deadline`.
Task<bool> Instance::initialise(TimePoint deadline) {
  while (initialising() && world_.clock.now() < deadline) {
    co_await session_->wait(std::min(deadline, world_.clock.after(kMemoryCheck)));
    if (initialising()) check_memory();
  }
  co_return !initialising();
}

// A process that is ready, has failed, or is still initialising when its ten seconds are over; then it has begun anew, as on
// Lambda, and goes on under the function's own timeout.
Task<Result<void>> Instance::cold_start(Outcome& outcome) {
  const TimePoint begin = world_.clock.now();
  if (auto started = start_process(); !started) co_return started;
  const bool in_time = co_await initialise(spec_->debugging ? TimePoint::max() : begin + kInitLimit);
  if (!in_time) {
    co_await stop_process();
    if (auto started = start_process(); !started) co_return started;
  } else if (session_->state() == Session::State::Ready) {
    outcome.metrics.init_duration = world_.clock.now() - begin;
  }
  if (session_->stopped() && !sandbox_->failure().empty()) co_return fail(sandbox_->failure());
  co_return Result<void>{};
}

Task<void> Instance::warm_up() {
  Outcome ignored;
  if (session_->stopped() && !closed_) co_await cold_start(ignored);
}

// --- an invocation

Task<Outcome> Instance::invoke(invoke::Invocation invocation, invoke::ResponseSink& sink) {
  const auto self = shared_from_this();
  Outcome outcome;
  outcome.metrics.memory_mb = spec_->function.memory_mb;
  request_id_ = invocation.request_id;
  co_await wait_until_ready_again();
  if (session_->stopped()) {
    const Result<void> started = co_await cold_start(outcome);
    if (!started) {
      co_await refuse(sink, outcome, started.error());
      co_return outcome;
    }
  }
  record(LogEvent::Start{});
  co_await run(std::move(invocation), sink, outcome);
  if (closed_) co_return outcome;  // everything ends: the invocation has no end of its own
  record(LogEvent::End{outcome.kind, outcome.error_type, outcome.metrics.duration});
  record(LogEvent::Report{outcome.kind, outcome.error_type, outcome.metrics});
  co_return outcome;
}

// A client of the Runtime API may not have asked for more yet; one that never does is ended.
Task<void> Instance::wait_until_ready_again() {
  using State = Session::State;
  if (session_->state() != State::ResponseSent) co_return;
  const TimePoint patience = world_.clock.after(kInitLimit);
  while (session_->state() == State::ResponseSent && world_.clock.now() < patience) co_await session_->wait(patience);
  if (session_->state() == State::ResponseSent) co_await stop_process();
}

Task<void> Instance::refuse(invoke::ResponseSink& sink, Outcome& outcome, const Error& error) {
  outcome.kind = Outcome::Kind::CannotStart;
  outcome.error_type = "Runtime.InvalidEntrypoint";
  const std::string note = "`" + spec_->function.logical_id + "`: " + error.message;
  record(LogEvent::Note{.level = LogEvent::Note::Level::Error, .text = note});
  std::string document = error_document(outcome.error_type, "RequestId: " + request_id_ + " Error: " + error.message);
  co_await invoke::answer_with_error(sink, outcome, std::move(document));
}

void Instance::offer(invoke::Invocation& invocation) {
  const auto deadline = world_.clock.wall() + std::chrono::seconds(spec_->function.timeout_s);
  sandbox_->offer({.request_id = request_id_,
                   .deadline_ms = epoch_ms(deadline),
                   .function_arn = spec_->function.arn,
                   .trace_id = std::move(invocation.trace_id),
                   .client_context = std::move(invocation.client_context),
                   .payload = std::move(invocation.payload)});
}

// Passes on what has come, or keeps it where the whole answer is wanted.
Task<void> Instance::pass_parts(invoke::ResponseSink& sink, Passing& passing) {
  while (!session_->answer().parts.empty()) {
    std::string part = session_->take_part();
    if (!sink.streams()) {
      passing.bytes += part.size();
      if (passing.kept.empty()) {
        passing.kept = std::move(part);
      } else {
        passing.kept += part;
      }
      if (passing.bytes > kMaxResponseBytes) session_->refuse_too_large(passing.bytes);
      continue;
    }
    if (!passing.begun) {
      passing.begun = true;
      std::string type = session_->answer().content_type;
      co_await sink.head(std::move(type));
    }
    co_await sink.write(std::move(part));
  }
}

Task<void> Instance::run(invoke::Invocation invocation, invoke::ResponseSink& sink, Outcome& outcome) {
  using State = Session::State;
  Clock& clock = world_.clock;
  const TimePoint begin = clock.now();
  const TimePoint deadline = spec_->debugging ? TimePoint::max() : begin + std::chrono::seconds(spec_->function.timeout_s);
  const bool in_time = co_await initialise(deadline);
  Passing passing;
  if (in_time && session_->state() == State::Ready) {
    offer(invocation);
    while (true) {
      co_await pass_parts(sink, passing);
      const bool over = session_->answer().done || session_->stopped();
      if (over && session_->answer().parts.empty()) break;
      if (over) continue;
      const TimePoint now = clock.now();
      if (now >= deadline) break;
      if (now - begin > kMemoryCheck) check_memory();
      co_await session_->wait(std::min(deadline, now + kMemoryCheck));
    }
  }
  outcome.metrics.duration = clock.now() - begin;
  const bool answered = session_->answer().done;
  const bool timed_out = !answered && !session_->stopped() && session_->state() != State::InitError;
  if (!session_->stopped()) memory_.note_peak(sandbox_->peak_memory());
  if (timed_out || session_->state() == State::InitError) co_await stop_process();
  if (session_->stopped()) {
    memory_.note_peak(session_->end().peak_bytes);
  } else {
    sandbox_->flush_output();  // a last line without an end belongs to this invocation, not to the next one
  }
  outcome.metrics.max_memory_bytes = memory_.peak();
  std::string document = conclude(outcome, timed_out);
  if (outcome.kind != Outcome::Kind::Ok) {
    co_await invoke::answer_with_error(sink, outcome, std::move(document));
  } else if (!passing.begun) {
    std::string type = session_->answer().content_type;
    co_await sink.head(std::move(type));
    if (!passing.kept.empty()) co_await sink.write(std::move(passing.kept));
  }
}

// How it ended, and the document that the invoker gets when the function itself has not answered.
std::string Instance::conclude(Outcome& outcome, bool timed_out) {
  using Kind = Outcome::Kind;
  Answer& answer = session_->answer();
  if (answer.done && answer.too_large) {
    outcome.kind = Kind::TooLarge;
    outcome.error_type = "Function.ResponseSizeTooLarge";
    return too_large_document(*answer.too_large, kMaxResponseBytes);
  }
  if (answer.done && answer.failure) {
    outcome.kind = Kind::FunctionError;
    outcome.error_type = answer.failure->type;
    return answer.failure->document;
  }
  if (answer.done) return "";
  if (timed_out) {
    const std::chrono::seconds timeout(spec_->function.timeout_s);
    outcome.kind = Kind::Timeout;
    outcome.error_type = "Sandbox.Timedout";
    record(LogEvent::TimedOut{timeout});
    return timeout_document(request_id_, timeout);
  }
  if (session_->init_failure()) {
    outcome.kind = Kind::InitError;
    outcome.error_type = session_->init_failure()->type;
    return session_->init_failure()->document;
  }
  outcome.kind = Kind::Crash;
  outcome.error_type = "Runtime.ExitError";
  record(LogEvent::Exited{session_->end().wait_status, memory_.over(), spec_->function.memory_mb});
  return exit_document(request_id_, session_->end().wait_status);
}

}  // namespace cxsam::runtime
