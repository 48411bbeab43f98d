#include "runtime/instance.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/time_text.h"
#include "invoke/log_level.h"
#include "runtime/documents.h"
#include "runtime/environment.h"
#include "runtime/instance_times.h"

namespace cxsam::runtime {
namespace {

using invoke::LogEvent;
using invoke::Outcome;

MemoryGuard guard_of(const FunctionSpec& spec) {
  return MemoryGuard(spec.memory_limited ? std::uint64_t{spec.function.memory_mb} << 20U : 0);
}

}  // namespace

Instance::Log Instance::log_of(const application::Function& function) {
  if (function.log_format != "JSON") return {};
  return {.format = invoke::LogFormat::Json,
          .application_level = invoke::log_level_of(function.application_log_level).value_or(invoke::LogLevel::Info),
          .system_level = invoke::log_level_of(function.system_log_level).value_or(invoke::LogLevel::Info)};
}

Instance::Instance(Host& host, std::shared_ptr<const FunctionSpec> spec)
    : host_(host),
      world_(host.world()),
      spec_(std::move(spec)),
      log_(log_of(spec_->function)),
      number_(host.next_instance()),
      session_(std::make_shared<Session>(world_.clock, FunctionIdentity{.path = spec_->function.full_path(),
                                                                        .name = spec_->function.name,
                                                                        .version = spec_->version,
                                                                        .handler = spec_->function.handler,
                                                                        .account_id = spec_->account_id,
                                                                        .snap_start = is_restored(*spec_)})),
      processes_(world_, session_) {}

Task<Result<std::shared_ptr<Instance>>> Instance::make(Host& host, std::shared_ptr<const FunctionSpec> spec,
                                                       SandboxMaker make_sandbox) {
  std::shared_ptr<Instance> made(new Instance(host, std::move(spec)));
  const auto output = [instance = made.get()](std::string_view lines, OutputOf of) { instance->record_output(lines, of); };
  made->session_->observe([weak = made->weak_from_this()](const LogEvent::What& what) {
    if (const auto instance = weak.lock()) instance->record(what);
  });
  auto sandbox = co_await make_sandbox(made->spec_, made->session_, output);
  if (!sandbox) co_return fail(std::move(sandbox.error()));
  made->processes_.set_sandbox(std::move(*sandbox));
  co_return made;
}

void Instance::record(LogEvent::What what) {
  const LogEvent event{.time = world_.clock.wall(),
                       .function = session_->function().path,
                       .instance = number_,
                       .request_id = request_id_,
                       .format = log_.format,
                       .application_level = log_.application_level,
                       .system_level = log_.system_level,
                       .what = what};
  host_.journal().record(event);
  session_->telemetry().record(event);
}

// What a process writes that has several invocations at once is of none of them.
void Instance::record_output(std::string_view lines, OutputOf of) {
  std::string of_one;
  if (spec_->max_concurrency > 0) of_one = std::exchange(request_id_, "");
  record(LogEvent::Output{lines, of == OutputOf::Extension});
  if (!of_one.empty()) request_id_ = std::move(of_one);
}

// --- its processes

// The process that is there already for other invocations: its initialisation has been told, or is by one of them.
Task<Result<void>> Instance::join() {
  memory_ = guard_of(*spec_);
  session_->start();
  init_ = {.begin = world_.clock.now()};
  auto started = sandbox().start();
  if (!started) co_return started;
  co_await initialise(world_.clock.after(init_limit(*spec_)));
  co_return Result<void>{};
}

Result<void> Instance::start_processes(LogEvent::Phase phase) {
  memory_ = guard_of(*spec_);
  processes_.begin();
  init_ = {.begin = world_.clock.now(), .phase = phase, .runtime_told = false, .told = false};
  gives_way_ = false;
  record(LogEvent::InitStart{spec_->function.runtime, phase, spec_->function.name, spec_->version});
  return processes_.start();
}

Task<void> Instance::stop_processes(std::string_view reason) {
  if (reason == kTimeout && sandbox().abandon()) co_return;
  co_await processes_.stop(reason);
}

void Instance::close() {
  if (std::exchange(closed_, true)) return;
  if (session_->extensions().any()) {
    host_.farewells().spawn("extensions' end", see_off(shared_from_this()));
    return;
  }
  sandbox().close();
  session_->ended({});
}

Task<void> Instance::see_off(std::shared_ptr<Instance> self) {
  co_await self->processes_.end_extensions(kSpindown);
  self->sandbox().close();
  self->session_->ended({});
}

void Instance::check_memory() {
  if (session_->stopped()) return;
  if (memory_.check(sandbox().used_memory())) sandbox().kill();
}

std::optional<std::chrono::nanoseconds> Instance::take_processor_time() {
  if (initialising()) return std::nullopt;
  const auto now = sandbox().processor_time();
  const auto before = std::exchange(processor_time_, now);
  if (!before) return std::nullopt;
  return std::max(now - *before, {});
}

void Instance::give_way() {
  if (initialising() || std::exchange(gives_way_, true)) return;
  sandbox().give_way();
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
    if (processes_.runtime_is_due()) {
      if (const auto started = processes_.start_runtime(); !started) break;  // shows as the end of the process
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
  if (const auto& failure = session_->init_failure()) return {Kind::InitError, failure->type};
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

// The phase of its own that initialisation has, whatever the function's timeout is.
Task<Result<void>> Instance::cold_start(Outcome& outcome) {
  const TimePoint begin = world_.clock.now();
  if (auto started = start_processes(LogEvent::Phase::Init); !started) co_return started;
  co_await initialise(spec_->debugging ? TimePoint::max() : begin + init_limit(*spec_));
  if (ready()) tell_init_time(outcome, begin);
  if (session_->stopped() && !sandbox().failure().empty()) co_return fail(sandbox().failure());
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
  const bool said = session_->init_failure() || !session_->end().start_failure.empty();
  if (closed_ || said || spec_->debugging) co_return Result<void>{};
  co_await stop_processes(kFailure);
  if (closed_) co_return Result<void>{};
  co_return start_processes(LogEvent::Phase::Invoke);
}

Task<void> Instance::warm_up() {
  Outcome ignored;
  if (session_->stopped() && !closed_) co_await cold_start(ignored);
}

}  // namespace cxsam::runtime
