#include "runtime/instance.h"

#include <fcntl.h>
#include <linux/sched.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include "base/descriptor.h"
#include "base/time_text.h"
#include "runtime/documents.h"
#include "runtime/memory.h"

namespace cxsam::runtime {
namespace {

namespace asio = boost::asio;
using invoke::LogEvent;
using invoke::Outcome;

constexpr std::chrono::seconds kInitLimit{10};
constexpr std::chrono::milliseconds kMemoryCheck{100};
constexpr std::chrono::seconds kKillPatience{5};

struct Pair {
  Descriptor ours, theirs;
};

Result<Pair> socket_pair(int type) {
  std::array<int, 2> ends{};
  if (socketpair(AF_UNIX, type | SOCK_CLOEXEC, 0, ends.data()) != 0) return fail("cannot make a socket: " + errno_text(errno));
  Pair pair{Descriptor(ends[0]), Descriptor(ends[1])};
  fcntl(pair.ours.get(), F_SETFL, O_NONBLOCK);
  return pair;
}

Result<Pair> log_pipe() {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return fail("cannot make a pipe: " + errno_text(errno));
  Pair pair{Descriptor(ends[0]), Descriptor(ends[1])};
  fcntl(pair.ours.get(), F_SETFL, O_NONBLOCK);
  return pair;
}

void hand_over(asio::posix::stream_descriptor& to, const Descriptor& from) { to.assign(fcntl(from.get(), F_DUPFD_CLOEXEC, 3)); }

std::vector<char*> pointers(const std::vector<std::string>& texts) {
  std::vector<char*> list;
  for (const std::string& text : texts) list.push_back(const_cast<char*>(text.c_str()));
  list.push_back(nullptr);
  return list;
}

}  // namespace

Instance::Instance(Host& host, std::shared_ptr<const Prepared> prepared)
    : host_(host),
      world_(host.world()),
      prepared_(std::move(prepared)),
      number_(host.next_instance()),
      lines_([this](std::string_view lines) { record(LogEvent::Output{lines}); }),
      session_(std::make_shared<Session>(world_.clock)),
      control_(world_.loop),
      log_pipe_(world_.loop),
      frames_(world_.loop) {}

void Instance::record(LogEvent::What what) {
  const application::Function& function = prepared_->spec->function;
  host_.journal().record({.time = world_.clock.wall(),
                          .function = function.logical_id,
                          .instance = number_,
                          .request_id = request_id_,
                          .format = function.log_format == "JSON" ? invoke::LogFormat::Json : invoke::LogFormat::Text,
                          .what = std::move(what)});
}

// The sandbox with its reaper; no runtime process yet.
Result<void> Instance::open() {
  auto control = socket_pair(SOCK_SEQPACKET);
  auto log = log_pipe();
  auto frames = socket_pair(SOCK_STREAM);
  auto api = ApiServer::listen(world_, session_);
  if (!control || !log || !frames) return fail("out of file descriptors");
  if (!api) return fail(api.error());

  ReaperPlan plan;
  plan.arguments = prepared_->arguments;
  plan.environment = prepared_->environment;
  plan.environment.push_back("AWS_LAMBDA_RUNTIME_API=127.0.0.1:" + std::to_string((*api)->port()));
  plan.folder = prepared_->folder;
  plan.steps = prepared_->steps;
  plan.namespaces = prepared_->isolation.namespaces;
  plan.user_namespace = prepared_->isolation.user_namespace;
  plan.uid = getuid();
  plan.gid = getgid();
  plan.control = control->theirs.get();
  plan.log = log->theirs.get();
  plan.frames = prepared_->frames ? frames->theirs.get() : -1;

  ForkOptions options;
  if (plan.namespaces) options.namespaces = CLONE_NEWPID | CLONE_NEWNS | (plan.user_namespace ? CLONE_NEWUSER : 0);
  options.keep = {plan.control, plan.log, frames->theirs.get()};
  // Without a PID namespace the reaper must live on to end what it has adopted; it sees cxsam's end on the control socket.
  options.die_with_parent = plan.namespaces;
  const std::vector<char*> arguments = pointers(plan.arguments);
  const std::vector<char*> environment = pointers(plan.environment);
  auto forked = Process::fork(world_.loop, options, [&] { return run_reaper(plan, arguments.data(), environment.data()); });
  if (!forked) return fail(forked.error());

  reaper_.emplace(std::move(*forked));
  api_ = std::move(*api);
  hand_over(control_, control->ours);
  hand_over(log_pipe_, log->ours);
  hand_over(frames_, frames->ours);
  spawn(world_.loop, "instance control", watch_reaper(shared_from_this()));
  spawn(world_.loop, "instance log", watch_log(shared_from_this()));
  if (prepared_->frames) spawn(world_.loop, "instance frames", watch_frames(shared_from_this()));
  return {};
}

void Instance::send_command(ReaperCommand command) {
  [[maybe_unused]] const ssize_t sent = send(control_.native_handle(), &command, 1, MSG_NOSIGNAL | MSG_DONTWAIT);
}

void Instance::start_process() {
  frame_reader_.reset();
  framed_ = false;
  over_memory_ = false;
  main_process_ = 0;
  peak_bytes_ = 0;
  start_failure_.clear();
  record(LogEvent::InitStart{prepared_->spec->function.runtime});
  session_->start();
  send_command(ReaperCommand::Start);
}

Task<void> Instance::stop_process() {
  if (session_->stopped()) co_return;
  send_command(ReaperCommand::Kill);
  const TimePoint until = world_.clock.now() + kKillPatience;
  while (!session_->stopped() && world_.clock.now() < until) co_await session_->wait(until);
  if (!session_->stopped()) reaper_->kill(SIGKILL);
  while (!session_->stopped()) co_await session_->wait();
}

void Instance::close() {
  if (std::exchange(closed_, true)) return;
  api_.reset();
  boost::system::error_code ignored;
  control_.close(ignored);
  // In a PID namespace everything ends with the reaper; else it hears the end of its socket and ends its children first.
  if (reaper_ && !prepared_->isolation.namespaces) reaper_->join(kKillPatience);
  reaper_.reset();
  log_pipe_.close(ignored);
  frames_.close(ignored);
  session_->ended({});
}

// A frame of usual size goes out at once; the rest of a large one waits for the process to read.
Task<void> Instance::send_rest(std::shared_ptr<Instance> self, std::string bytes) {
  boost::system::error_code error;
  const auto source = asio::buffer(bytes);
  co_await asio::async_write(self->frames_, source, asio::redirect_error(asio::use_awaitable, error));
}

void Instance::offer(invoke::Invocation& invocation) {
  const FunctionSpec& spec = *prepared_->spec;
  const auto deadline = world_.clock.wall() + std::chrono::seconds(spec.function.timeout_s);
  Event event{request_id_, epoch_ms(deadline), spec.function.arn, invocation.trace_id, invocation.client_context, {}};
  if (!framed_) {
    event.payload = std::move(invocation.payload);
    session_->offer(std::move(event));
    return;
  }
  std::string frame = encode_frame(
      FrameKind::Invoke,
      {event.request_id, std::to_string(event.deadline_ms), event.function_arn, event.trace_id, event.client_context},
      invocation.payload);
  session_->offer(std::move(event));
  const ssize_t sent = send(frames_.native_handle(), frame.data(), frame.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  const std::size_t done = sent > 0 ? static_cast<std::size_t>(sent) : 0;
  if (done < frame.size()) spawn(world_.loop, "instance event", send_rest(shared_from_this(), frame.substr(done)));
}

// --- memory

void Instance::note_peak() {
  if (!reaper_ || session_->stopped()) return;
  if (main_process_ == 0) {
    const std::vector<pid_t> below = processes_below(reaper_->pid());
    if (!below.empty()) main_process_ = below.front();
  }
  if (main_process_ != 0) peak_bytes_ = std::max(peak_bytes_, peak_memory(main_process_));
}

void Instance::check_memory() {
  if (!reaper_ || session_->stopped()) return;
  std::uint64_t used = 0;
  for (const pid_t pid : processes_below(reaper_->pid())) used += private_memory(pid);
  peak_bytes_ = std::max(peak_bytes_, used);
  const std::uint64_t limit = std::uint64_t{prepared_->spec->function.memory_mb} << 20U;
  if (used <= limit || !prepared_->spec->memory_limited) return;
  over_memory_ = true;
  send_command(ReaperCommand::Kill);
}

// --- an invocation

// False when the process is not ready at `deadline`.
Task<bool> Instance::initialise(TimePoint deadline) {
  using State = Session::State;
  const auto initialising = [this] { return session_->state() == State::Started; };
  while (initialising() && world_.clock.now() < deadline) {
    co_await session_->wait(std::min(deadline, world_.clock.now() + kMemoryCheck));
    if (initialising()) check_memory();
  }
  co_return !initialising();
}

// A process that is ready, has failed, or is still initialising when its ten seconds are over; then it has begun anew, as on
// Lambda, and goes on under the function's own timeout.
Task<Result<void>> Instance::cold_start(Outcome& outcome) {
  if (!reaper_) {
    const Result<void> opened = open();
    if (!opened) co_return opened;
  }
  const bool debugging = prepared_->spec->debugging.has_value();
  const TimePoint begin = world_.clock.now();
  start_process();
  const bool in_time = co_await initialise(debugging ? TimePoint::max() : begin + kInitLimit);
  if (!in_time) {
    co_await stop_process();
    start_process();
  } else if (session_->state() == Session::State::Ready) {
    outcome.metrics.init_duration = world_.clock.now() - begin;
  }
  if (session_->stopped() && !start_failure_.empty()) co_return fail(start_failure_);
  co_return Result<void>{};
}

Task<void> Instance::warm_up() {
  Outcome ignored;
  if (session_->stopped() && !closed_) co_await cold_start(ignored);
}

Task<void> Instance::answer_with(invoke::ResponseSink& sink, std::string document) {
  co_await sink.head("application/json");
  co_await sink.write(std::move(document));
}

Task<void> Instance::pass_parts(invoke::ResponseSink& sink, bool& head_sent) {
  while (!session_->answer().parts.empty()) {
    std::string part = session_->take_part();
    if (!head_sent) {
      head_sent = true;
      std::string type = session_->answer().content_type;
      co_await sink.head(std::move(type));
    }
    co_await sink.write(std::move(part));
  }
}

Task<Outcome> Instance::invoke(invoke::Invocation invocation, invoke::ResponseSink& sink) {
  const auto self = shared_from_this();
  Outcome outcome;
  outcome.metrics.memory_mb = prepared_->spec->function.memory_mb;
  request_id_ = invocation.request_id;
  timed_out_ = false;
  if (session_->state() == Session::State::ResponseSent) {  // a client of the Runtime API that has not asked for more yet
    const TimePoint patience = world_.clock.now() + kInitLimit;
    while (session_->state() == Session::State::ResponseSent && world_.clock.now() < patience)
      co_await session_->wait(patience);
    if (session_->state() == Session::State::ResponseSent) co_await stop_process();
  }
  if (session_->stopped()) {
    const Result<void> started = co_await cold_start(outcome);
    if (!started) {
      outcome.kind = Outcome::Kind::CannotStart;
      outcome.error_type = "Runtime.InvalidEntrypoint";
      const std::string text = "RequestId: " + request_id_ + " Error: " + started.error().message;
      const std::string note = "`" + prepared_->spec->function.logical_id + "`: " + started.error().message;
      record(LogEvent::Note{.level = LogEvent::Note::Level::Error, .text = note});
      co_await answer_with(sink, error_document(outcome.error_type, text));
      co_return outcome;
    }
  }
  record(LogEvent::Start{});
  co_await run(std::move(invocation), sink, outcome);
  co_return outcome;
}

Task<void> Instance::run(invoke::Invocation invocation, invoke::ResponseSink& sink, Outcome& outcome) {
  using State = Session::State;
  const FunctionSpec& spec = *prepared_->spec;
  const TimePoint begin = world_.clock.now();
  const TimePoint deadline = spec.debugging ? TimePoint::max() : begin + std::chrono::seconds(spec.function.timeout_s);
  const bool in_time = co_await initialise(deadline);
  bool head_sent = false;
  if (in_time && session_->state() == State::Ready) {
    offer(invocation);
    while (true) {
      co_await pass_parts(sink, head_sent);
      const bool over = session_->answer().done || session_->stopped();
      if (over && session_->answer().parts.empty()) break;
      if (over) continue;
      if (world_.clock.now() >= deadline) break;
      co_await session_->wait(std::min(deadline, world_.clock.now() + kMemoryCheck));
      if (world_.clock.now() - begin > kMemoryCheck) check_memory();
    }
  }
  outcome.metrics.duration = world_.clock.now() - begin;
  const bool answered = session_->answer().done;
  timed_out_ = !answered && !session_->stopped() && session_->state() != State::InitError;
  note_peak();
  if (timed_out_ || session_->state() == State::InitError) co_await stop_process();
  if (!session_->stopped()) {
    drain_log();
    lines_.flush();  // a last line without an end belongs to this invocation, not to the next one
  }
  outcome.metrics.max_memory_bytes = peak_bytes_;
  co_await conclude(sink, outcome, head_sent);
  record(LogEvent::End{outcome.kind, outcome.error_type, outcome.metrics.duration});
  record(LogEvent::Report{outcome.kind, outcome.error_type, outcome.metrics});
}

// How it ended, and the document that the invoker gets when the function itself has not answered. A stream that has begun
// cannot take one any more.
Task<void> Instance::conclude(invoke::ResponseSink& sink, Outcome& outcome, bool head_sent) {
  using Kind = Outcome::Kind;
  const FunctionSpec& spec = *prepared_->spec;
  const std::chrono::seconds timeout(spec.function.timeout_s);
  Answer& answer = session_->answer();
  std::string document;
  if (answer.done && answer.too_large) {
    outcome.kind = Kind::TooLarge;
    outcome.error_type = "Function.ResponseSizeTooLarge";
    document = too_large_document(*answer.too_large, kMaxResponseBytes);
  } else if (answer.done && answer.failure) {
    outcome.kind = Kind::FunctionError;
    outcome.error_type = answer.failure->type;
    document = answer.failure->document;
  } else if (answer.done) {
    if (!head_sent) co_await sink.head(answer.content_type);
    co_return;
  } else if (timed_out_) {
    outcome.kind = Kind::Timeout;
    outcome.error_type = "Sandbox.Timedout";
    document = timeout_document(request_id_, timeout);
    record(LogEvent::TimedOut{timeout});
  } else if (session_->init_failure()) {
    outcome.kind = Kind::InitError;
    outcome.error_type = session_->init_failure()->type;
    document = session_->init_failure()->document;
  } else {
    outcome.kind = Kind::Crash;
    outcome.error_type = "Runtime.ExitError";
    document = exit_document(request_id_, session_->end().wait_status);
    record(LogEvent::Exited{session_->end().wait_status, over_memory_, spec.function.memory_mb});
  }
  if (!head_sent) co_await answer_with(sink, std::move(document));
}

}  // namespace cxsam::runtime
