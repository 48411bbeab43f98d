#include "runtime/session.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "runtime/documents.h"

namespace cxsam::runtime {
namespace {

/// A Node.js function that throws while it streams reports that at once, on a connection of its own.
constexpr std::chrono::seconds kErrorPatience{1};

std::string_view name_of(Session::State state) {
  switch (state) {
    case Session::State::Stopped:
    case Session::State::Started:
      return "Started";
    case Session::State::InitError:
      return "InitError";
    case Session::State::Ready:
      return "Ready";
    case Session::State::Running:
      return "Running";
    case Session::State::Responding:
      return "InvocationResponse";
    case Session::State::Failing:
      return "InvocationErrorResponse";
    case Session::State::ResponseSent:
      return "RuntimeResponseSentState";  // so named by Lambda, unlike the others
  }
  return "";
}

}  // namespace

Session::Session(Clock& clock, FunctionIdentity function)
    : clock_(clock),
      function_(std::move(function)),
      changed_(clock),
      event_waits_(clock),
      read_(clock),
      extensions_(
          clock, [this] { changed_.notify(); }, [this](const invoke::LogEvent::Extension& what) { tell(what); }),
      telemetry_(clock) {}

void Session::start(const std::vector<std::string>& extensions) {
  extensions_.start(extensions);
  telemetry_.start();
  state_ = State::Started;
  init_failure_.reset();
  restored_at_.reset();
  end_ = {};
  event_.reset();
  request_id_.clear();
  answer_ = {};
}

void Session::offer(Event event) {
  request_id_ = event.request_id;
  answer_ = {};
  event_ = std::move(event);
  state_ = State::Running;
  event_waits_.notify();
}

void Session::ended(ProcessEnd end) {
  end_ = std::move(end);
  state_ = State::Stopped;
  event_.reset();
  changed_.notify();
  event_waits_.notify();
  read_.notify();
}

std::string Session::take_part() {
  std::string part = std::move(answer_.parts.front());
  answer_.parts.pop_front();
  answer_.queued_bytes -= part.size();
  read_.notify();
  return part;
}

void Session::ready() {
  if (state_ == State::Started || state_ == State::ResponseSent) state_ = State::Ready;
  changed_.notify();
}

Task<std::optional<Event>> Session::next(const bool& gone) {
  ready();
  while (!event_ && !gone && state_ != State::Stopped) co_await event_waits_.wait();
  if (gone || !event_) co_return std::nullopt;
  co_return std::exchange(event_, std::nullopt);
}

std::optional<Refusal> Session::fail_init(Failure failure) {
  if (state_ != State::Started) return invalid_transition("InitError");
  state_ = State::InitError;
  init_failure_ = std::move(failure);
  changed_.notify();
  return std::nullopt;
}

std::optional<Refusal> Session::restore() {
  if (state_ != State::Started || restored_at_) return invalid_transition("Restoring");
  restored_at_ = clock_.now();
  return std::nullopt;
}

std::optional<Refusal> Session::fail_restore(Failure failure) {
  if (!restored_at_) return invalid_transition("RestoreError");
  return fail_init(std::move(failure));
}

Refusal Session::invalid_transition(std::string_view to) const {
  std::string message = "State transition from ";
  message.append(name_of(state_)).append(" to ").append(to);
  message += " failed for runtime. Error: State transition is not allowed";
  return {403, "InvalidStateTransition", std::move(message)};
}

void Session::wake() {
  event_waits_.notify();
  extensions_.wake();
}

std::optional<Refusal> Session::check_response(std::string_view request_id) const {
  if (request_id_.empty() || request_id != request_id_) return Refusal{400, "InvalidRequestID", "Invalid request ID"};
  if (state_ != State::Running) return invalid_transition("InvocationResponse");
  return std::nullopt;
}

std::optional<Refusal> Session::begin_response(std::string_view request_id) {
  if (auto refusal = check_response(request_id)) return refusal;
  state_ = State::Responding;
  answer_.begun = clock_.now();
  return std::nullopt;
}

// A Node.js function that throws while it streams breaks its answer off and reports the error on a second connection.
std::optional<Refusal> Session::begin_error(std::string_view request_id) {
  if (request_id_.empty() || request_id != request_id_) return Refusal{400, "InvalidRequestID", "Invalid request ID"};
  if (state_ != State::Running && state_ != State::Responding) return invalid_transition("InvocationErrorResponse");
  state_ = State::Failing;
  if (!answer_.begun) answer_.begun = clock_.now();
  return std::nullopt;
}

void Session::add_part(std::string bytes) {
  if (answer_.done || bytes.empty()) return;
  answer_.queued_bytes += bytes.size();
  answer_.bytes += bytes.size();
  answer_.parts.push_back(std::move(bytes));
  changed_.notify();
}

Task<void> Session::wait_for_reader() {
  while (answer_.queued_bytes > kMaxQueuedBytes && state_ == State::Responding) co_await read_.wait();
}

void Session::close_answer(State state) {
  answer_.done = true;
  state_ = state;
  changed_.notify();
}

Task<void> Session::break_off(std::string request_id) {
  const Clock::TimePoint until = clock_.after(kErrorPatience);
  while (takes_parts_of(request_id) && clock_.now() < until) co_await changed_.wait(until);
  const std::string type = "Runtime.TruncatedResponse";
  if (takes_parts_of(request_id)) finish_with({type, error_document(type, "")});
}

void Session::finish() {
  if (!answer_.done) close_answer(State::ResponseSent);
}

void Session::finish_with(Failure failure) {
  if (answer_.done) return;
  answer_.failure = std::move(failure);
  close_answer(State::ResponseSent);
}

void Session::refuse_too_large(std::uint64_t limit) {
  answer_.too_large = limit;
  if (!answer_.done) close_answer(State::ResponseSent);
}

std::string checked_error_type(std::string_view type) {
  const std::size_t dot = type.find('.');
  const std::string_view space = type.substr(0, dot);
  const std::string_view name = dot == std::string_view::npos ? std::string_view{} : type.substr(dot + 1);
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const bool named = name.size() >= 2 && name.front() >= 'A' && name.front() <= 'Z' && std::ranges::all_of(name, letter);
  if ((space == "Runtime" || space == "Function") && named) return std::string(type);
  return space == "Function" && dot != std::string_view::npos ? "Function.Unknown" : "Runtime.Unknown";
}

}  // namespace cxsam::runtime
