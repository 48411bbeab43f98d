#include "runtime/instance.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/time_text.h"
#include "runtime/documents.h"
#include "runtime/environment.h"

namespace cxsam::runtime {
namespace {

using invoke::LogEvent;
using invoke::Outcome;

constexpr std::chrono::seconds kInitLimit{10};
constexpr std::chrono::milliseconds kMemoryCheck{100};
constexpr std::chrono::seconds kKillPatience{5};
constexpr std::chrono::milliseconds kDeliveryPatience{300};
// What processes have to end, with extensions that are programs of their own and with such that live in the runtime process.
constexpr std::chrono::milliseconds kExternalGrace{2000};
constexpr std::chrono::milliseconds kInternalGrace{500};
constexpr std::string_view kSpindown = "spindown";
constexpr std::string_view kTimeout = "timeout";
constexpr std::string_view kFailure = "failure";

}  // namespace

Instance::Instance(Host& host, std::shared_ptr<const FunctionSpec> spec)
    : host_(host),
      world_(host.world()),
      spec_(std::move(spec)),
      number_(host.next_instance()),
      session_(std::make_shared<Session>(world_.clock, FunctionIdentity{.name = spec_->function.name,
                                                                        .version = spec_->version,
                                                                        .handler = spec_->function.handler,
                                                                        .account_id = spec_->account_id,
                                                                        .snap_start = is_restored(*spec_)})) {}

Task<Result<std::shared_ptr<Instance>>> Instance::make(Host& host, std::shared_ptr<const FunctionSpec> spec,
                                                       SandboxMaker make_sandbox) {
  std::shared_ptr<Instance> made(new Instance(host, std::move(spec)));
  const auto output = [instance = made.get()](std::string_view lines, OutputOf of) {
    instance->record(LogEvent::Output{lines, of == OutputOf::Extension});
  };
  made->session_->observe([weak = made->weak_from_this()](const LogEvent::What& what) {
    if (const auto instance = weak.lock()) instance->record(what);
  });
  auto sandbox = co_await make_sandbox(made->spec_, made->session_, output);
  if (!sandbox) co_return fail(std::move(sandbox.error()));
  made->sandbox_ = std::move(*sandbox);
  co_return made;
}

void Instance::record(LogEvent::What what) {
  const application::Function& function = spec_->function;
  const LogEvent event{.time = world_.clock.wall(),
                       .function = function.logical_id,
                       .instance = number_,
                       .request_id = request_id_,
                       .format = function.log_format == "JSON" ? invoke::LogFormat::Json : invoke::LogFormat::Text,
                       .what = what};
  host_.journal().record(event);
  session_->telemetry().record(event);
}

// --- its processes

Result<void> Instance::start_processes(LogEvent::Phase phase) {
  memory_ = MemoryGuard(spec_->memory_limited ? std::uint64_t{spec_->function.memory_mb} << 20U : 0);
  const std::vector<std::string> extensions = sandbox_->extensions();
  session_->start(extensions);
  init_ = {.begin = world_.clock.now(), .phase = phase, .runtime_told = false, .told = false};
  record(LogEvent::InitStart{spec_->function.runtime, phase, spec_->function.name, spec_->version});
  runtime_waits_ = !extensions.empty();
  if (!runtime_waits_) return start_runtime();
  auto started = sandbox_->start_extensions();
  if (!started) session_->ended({});
  return started;
}

Result<void> Instance::start_runtime() {
  runtime_waits_ = false;
  auto started = sandbox_->start();
  if (!started) session_->ended({});
  return started;
}

Task<void> Instance::stop_processes(std::string_view reason) {
  co_await end_extensions(reason);
  if (session_->stopped()) co_return;
  if (runtime_waits_) {
    session_->ended({});  // there is no process yet
    co_return;
  }
  sandbox_->kill();
  const TimePoint until = world_.clock.after(kKillPatience);
  while (!session_->stopped() && world_.clock.now() < until) co_await session_->wait(until);
  if (!session_->stopped()) sandbox_->destroy();
  while (!session_->stopped()) co_await session_->wait();
}

// The runtime ends first: on SIGTERM with 30 % of the time where all is well, else by force. Then the extensions hear why.
Task<void> Instance::end_extensions(std::string_view reason) {
  Extensions& extensions = session_->extensions();
  if (!extensions.any()) co_return;
  const std::chrono::milliseconds time = extensions.any_external() ? kExternalGrace : kInternalGrace;
  const TimePoint until = world_.clock.after(time);
  if (reason == kSpindown && !session_->stopped() && !runtime_waits_) {
    sandbox_->terminate();
    const TimePoint runtime_until = world_.clock.after(time * 3 / 10);
    while (!session_->stopped() && world_.clock.now() < runtime_until) co_await session_->wait(runtime_until);
  }
  if (!session_->stopped() && !runtime_waits_) sandbox_->kill_runtime();
  co_await deliver_telemetry();
  extensions.shut_down(reason, epoch_ms(world_.clock.wall() + time));
  while (extensions.any_to_wait_for() && world_.clock.now() < until) co_await session_->wait(until);
  sandbox_->kill();
  const TimePoint patience = world_.clock.after(kKillPatience);
  while (!extensions.all_ended() && world_.clock.now() < patience) co_await session_->wait(patience);
  extensions.stop();
  session_->telemetry().stop();
}

// What has happened reaches subscribers before they hear of the end: upon that many send what they have, and go.
Task<void> Instance::deliver_telemetry() {
  Telemetry& telemetry = session_->telemetry();
  telemetry.hurry();
  const TimePoint until = world_.clock.after(kDeliveryPatience);
  while (!telemetry.delivered() && world_.clock.now() < until) co_await session_->wait(until);
}

void Instance::close() {
  if (std::exchange(closed_, true)) return;
  if (session_->extensions().any()) {
    host_.farewells().spawn("extensions' end", see_off(shared_from_this()));
    return;
  }
  sandbox_->close();
  session_->ended({});
}

Task<void> Instance::see_off(std::shared_ptr<Instance> self) {
  co_await self->end_extensions(kSpindown);
  self->sandbox_->close();
  self->session_->ended({});
}

void Instance::check_memory() {
  if (session_->stopped()) return;
  if (memory_.check(sandbox_->used_memory())) sandbox_->kill();
}

// The runtime has not asked for work yet, or an extension is not done with what it had.
bool Instance::starting() const {
  if (session_->extensions().fault()) return false;
  const Session::State state = session_->state();
  return state == Session::State::Started || (state == Session::State::Ready && !session_->extensions().ready());
}

bool Instance::ready() const {
  return session_->state() == Session::State::Ready && !starting() && !session_->extensions().fault();
}

// False when the processes are not ready at `deadline`.
Task<bool> Instance::initialise(TimePoint deadline) {
  while (starting() && world_.clock.now() < deadline) {
    if (runtime_waits_ && session_->extensions().all_external_registered()) {
      if (const auto started = start_runtime(); !started) break;  // shows as the end of the process
      continue;
    }
    co_await session_->wait(std::min(deadline, world_.clock.after(kMemoryCheck)));
    tell_runtime_initialised(false);
    if (starting()) check_memory();
  }
  tell_initialised();
  co_return !starting();
}

Instance::InitEnd Instance::init_end() const {
  using Kind = Outcome::Kind;
  if (const auto& fault = session_->extensions().fault()) return {Kind::Crash, fault->type};
  if (session_->state() == Session::State::InitError) return {Kind::InitError, session_->init_failure()->type};
  if (session_->stopped()) return {Kind::Crash, "Runtime.ExitError"};
  if (session_->state() == Session::State::Started) return {Kind::Timeout, "Sandbox.Timedout"};
  return {Kind::Ok, ""};
}

// Once: when the runtime process waits for work, or the time for that is over.
void Instance::tell_runtime_initialised(bool over) {
  if (init_.runtime_told || (!over && session_->state() == Session::State::Started)) return;
  init_.runtime_told = true;
  const InitEnd end = init_end();
  record(LogEvent::InitRuntimeDone{end.outcome, end.error_type, init_.phase});
}

void Instance::tell_initialised() {
  tell_runtime_initialised(true);
  if (std::exchange(init_.told, true)) return;
  InitEnd end = init_end();
  if (end.outcome == Outcome::Kind::Ok && starting()) end = {Outcome::Kind::Timeout, "Sandbox.Timedout"};
  record(LogEvent::InitReport{end.outcome, end.error_type, init_.phase, world_.clock.now() - init_.begin});
  session_->telemetry().close_subscriptions();
}

// The phase of its own that initialisation has: ten seconds, whatever the function's timeout is.
Task<Result<void>> Instance::cold_start(Outcome& outcome) {
  const TimePoint begin = world_.clock.now();
  if (auto started = start_processes(LogEvent::Phase::Init); !started) co_return started;
  co_await initialise(spec_->debugging ? TimePoint::max() : begin + kInitLimit);
  if (ready()) tell_init_time(outcome, begin);
  if (session_->stopped() && !sandbox_->failure().empty()) co_return fail(sandbox_->failure());
  co_return Result<void>{};
}

// What is restored from a snapshot has been initialised when that was made.
void Instance::tell_init_time(Outcome& outcome, TimePoint begin) const {
  const TimePoint now = world_.clock.now();
  if (const auto restored = session_->restored_at()) {
    outcome.metrics.restore_duration = now - *restored;
  } else {
    outcome.metrics.init_duration = now - begin;
  }
}

// What was not ready in time, or has ended, begins anew with the invocation and under its timeout. A program that cannot be run
// at all is not tried again, nor is a runtime that has said what is wrong: it would say so twice.
Task<Result<void>> Instance::start_again() {
  const bool said = session_->state() == Session::State::InitError || !session_->end().start_failure.empty();
  if (closed_ || said || spec_->debugging) co_return Result<void>{};
  co_await stop_processes(kFailure);
  if (closed_) co_return Result<void>{};
  co_return start_processes(LogEvent::Phase::Invoke);
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
  trace_ = invocation.trace_id;
  version_ = invocation.version;
  co_await wait_until_ready_again();
  Result<void> started;
  const bool initialised =
      !session_->stopped() && session_->state() != Session::State::InitError && !session_->extensions().fault();
  if (!initialised) {
    co_await stop_processes(kFailure);
    started = co_await cold_start(outcome);
    if (started && !ready()) started = co_await start_again();
  }
  if (!started) {
    co_await refuse(sink, outcome, started.error());
    co_return outcome;
  }
  record(LogEvent::Start{version_, trace_});
  co_await run(std::move(invocation), sink, outcome);
  if (closed_) co_return outcome;
  record(LogEvent::Report{outcome.kind, outcome.error_type, outcome.metrics, spec_->function.tracing ? trace_ : ""});
  co_return outcome;
}

// A client of the Runtime API may not have asked for more yet; one that never does is ended.
Task<void> Instance::wait_until_ready_again() {
  using State = Session::State;
  if (session_->state() != State::ResponseSent) co_return;
  const TimePoint patience = world_.clock.after(kInitLimit);
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
  sandbox_->offer(std::move(event));
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
      if (passing.bytes > kMaxResponseBytes) session_->refuse_too_large(kMaxResponseBytes);
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
  const TimePoint deadline =
      !spec_->time_limited || spec_->debugging ? TimePoint::max() : begin + std::chrono::seconds(spec_->function.timeout_s);
  const bool in_time = co_await initialise(deadline);
  Passing passing;
  if (in_time && session_->state() == State::Ready) {
    offer(invocation);
    while (true) {
      co_await pass_parts(sink, passing);
      const bool over = session_->answer().done || session_->stopped() || session_->extensions().fault();
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
  const bool fault = session_->extensions().fault().has_value();
  const bool timed_out = !answered && !fault && !session_->stopped() && session_->state() != State::InitError;
  if (!session_->stopped()) {
    if (memory_.is_due(outcome.metrics.duration, clock.now())) memory_.note_peak(sandbox_->peak_memory());
    sandbox_->flush_output();  // a last line without an end belongs to this invocation, not to the next one
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
  const bool over_memory = memory_.over() || sandbox_->killed_for_memory();
  record(LogEvent::Exited{session_->end().wait_status, over_memory, spec_->function.memory_mb});
  return exit_document(request_id_, session_->end().wait_status);
}

}  // namespace cxsam::runtime
