// An invocation of an instance: what is handed to the process, and what comes back.
#include "runtime/instance.h"

#include <algorithm>
#include <utility>

#include "base/time_text.h"
#include "runtime/documents.h"
#include "runtime/instance_times.h"

namespace cxsam::runtime {
namespace {

using invoke::LogEvent;
using invoke::Outcome;

}  // namespace

Task<Outcome> Instance::invoke(invoke::Invocation& invocation, invoke::ResponseSink& sink) {
  const auto self = shared_from_this();
  Outcome outcome;
  outcome.metrics.memory_mb = spec_->function.memory_mb;
  request_id_ = invocation.request_id;
  trace_ = invocation.trace_id;
  version_ = invocation.version;
  co_await wait_until_ready_again();
  Result<void> started;
  const bool initialised =
      !session_->stopped() && session_->state() != Session::State::InitError && !session_->extensions().fault();
  if (!initialised) {
    co_await stop_processes(kFailure);
    if (sandbox().joins()) {
      started = co_await join();
    } else {
      started = co_await cold_start(outcome);
      if (started && !ready()) started = co_await start_again();
    }
  }
  if (!started) {
    co_await refuse(sink, outcome, started.error());
    co_return outcome;
  }
  record(LogEvent::Start{version_, trace_});
  co_await run(invocation, sink, outcome);
  if (closed_) co_return outcome;
  record(LogEvent::Report{outcome.kind, outcome.error_type, outcome.metrics, spec_->function.tracing ? trace_ : ""});
  co_return outcome;
}

// A client of the Runtime API may not have asked for more yet; one that never does is ended.
Task<void> Instance::wait_until_ready_again() {
  using State = Session::State;
  if (session_->state() != State::ResponseSent) co_return;
  const TimePoint patience = world_.clock.after(kNextPatience);
  while (session_->state() == State::ResponseSent && world_.clock.now() < patience) co_await session_->wait(patience);
  if (session_->state() == State::ResponseSent) co_await stop_processes(kFailure);
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
  Event event{.request_id = request_id_,
              .deadline_ms = epoch_ms(deadline),
              .function_arn = invocation.function_arn.empty() ? spec_->function.arn : invocation.function_arn,
              .trace_id = std::move(invocation.trace_id),
              .client_context = std::move(invocation.client_context),
              .cognito_identity = std::move(invocation.cognito_identity),
              .tenant_id = std::move(invocation.tenant_id),
              .payload = std::move(invocation.payload)};
  session_->extensions().offer(event);
  sandbox().offer(std::move(event));
}

// Passes on what has come and there is room for until then, or keeps it where the whole answer is wanted.
Task<void> Instance::pass_parts(invoke::ResponseSink& sink, Passing& passing, TimePoint until) {
  while (!session_->answer().parts.empty()) {
    if (!sink.streams()) {
      std::string part = session_->take_part();
      passing.bytes += part.size();
      if (passing.kept.empty()) {
        passing.kept = std::move(part);
      } else {
        passing.kept += part;
      }
      if (passing.bytes > kMaxResponseBytes) session_->refuse_too_large(kMaxResponseBytes);
      continue;
    }
    if (!passing.begun) {
      passing.begun = true;
      std::string type = session_->answer().content_type;
      co_await sink.head(std::move(type));
    }
    const bool has_room = co_await sink.room(until);
    if (!has_room) co_return;
    std::string part = session_->take_part();
    co_await sink.write(std::move(part));
  }
}

Task<void> Instance::run(invoke::Invocation& invocation, invoke::ResponseSink& sink, Outcome& outcome) {
  using State = Session::State;
  Clock& clock = world_.clock;
  const TimePoint begin = clock.now();
  const TimePoint deadline =
      !spec_->time_limited || spec_->debugging ? TimePoint::max() : begin + std::chrono::seconds(spec_->function.timeout_s);
  const bool in_time = co_await initialise(deadline);
  Passing passing;
  if (in_time && session_->state() == State::Ready) {
    offer(invocation);
    TimePoint until = std::min(deadline, begin + kMemoryCheck);
    while (true) {
      co_await pass_parts(sink, passing, until);
      const bool over = session_->answer().done || session_->stopped() || session_->extensions().fault();
      const bool passed = session_->answer().parts.empty();
      if (over && passed) break;
      const TimePoint now = clock.now();
      until = now + kMemoryCheck;
      if (over) continue;  // what is left waits for who reads, not for the function
      if (now >= deadline) break;
      until = std::min(deadline, until);
      if (now - begin > kMemoryCheck) check_memory();
      if (passed) co_await session_->wait(until);
    }
  }
  outcome.metrics.duration = clock.now() - begin;
  const bool answered = session_->answer().done;
  const bool fault = session_->extensions().fault().has_value();
  const bool timed_out = !answered && !fault && !session_->stopped() && session_->state() != State::InitError;
  if (!session_->stopped()) {
    if (memory_.is_due(outcome.metrics.duration, clock.now())) memory_.note_peak(sandbox().peak_memory());
    sandbox().flush_output();  // a last line without an end belongs to this invocation, not to the next one
  }
  std::string document = conclude(outcome, timed_out);
  tell_end(outcome, begin);  // extensions hear of it before they hear of their own end
  if (timed_out) co_await stop_processes(kTimeout);
  if (fault || session_->stopped() || session_->state() == State::InitError) co_await stop_processes(kFailure);
  if (session_->stopped()) memory_.note_peak(session_->end().peak_bytes);
  outcome.metrics.max_memory_bytes = memory_.peak();
  if (outcome.kind != Outcome::Kind::Ok) {
    co_await invoke::answer_with_error(sink, outcome, std::move(document));
  } else if (!passing.begun) {
    std::string type = session_->answer().content_type;
    co_await sink.head(std::move(type));
    if (!passing.kept.empty()) co_await sink.write(std::move(passing.kept));
  }
}

void Instance::tell_end(const Outcome& outcome, TimePoint begin) {
  if (closed_) return;  // everything ends: the invocation has no end of its own
  LogEvent::End end{outcome.kind, outcome.error_type, outcome.metrics.duration, session_->answer().bytes, {}, trace_};
  if (const auto begun = session_->answer().begun) {
    const auto latency = std::min<std::chrono::nanoseconds>(*begun - begin, outcome.metrics.duration);
    end.answer = {latency, outcome.metrics.duration - latency};
  }
  record(end);
}

// How it ended, and the document that the invoker gets when the function itself has not answered.
std::string Instance::conclude(Outcome& outcome, bool timed_out) {
  using Kind = Outcome::Kind;
  Answer& answer = session_->answer();
  if (answer.done && answer.too_large) {
    outcome.kind = Kind::TooLarge;
    outcome.error_type = "Function.ResponseSizeTooLarge";
    return too_large_document(*answer.too_large);
  }
  if (answer.done && answer.failure) {
    outcome.kind = Kind::FunctionError;
    outcome.error_type = answer.failure->type;
    return answer.failure->document;
  }
  if (answer.done) return "";
  if (const auto& fault = session_->extensions().fault()) {
    outcome.kind = Kind::Crash;
    outcome.error_type = fault->type;
    return fault_document(fault->type, request_id_, fault->message);
  }
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
  if (const std::string& why = session_->end().start_failure; !why.empty()) {
    outcome.error_type = "Runtime.InvalidEntrypoint";
    return fault_document(outcome.error_type, request_id_, why);
  }
  outcome.error_type = "Runtime.ExitError";
  const bool over_memory = memory_.over() || sandbox().killed_for_memory();
  record(LogEvent::Exited{session_->end().wait_status, over_memory, spec_->function.memory_mb});
  return exit_document(request_id_, session_->end().wait_status);
}

}  // namespace cxsam::runtime
