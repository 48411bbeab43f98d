// What one runtime process may say and when: the state machine between the invoking side and the process, the same for
// the Runtime API and the frame channel. States and refusals: AWS Lambda developer guide, "Using the Lambda runtime API".
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "loop/signal.h"
#include "runtime/extensions.h"
#include "runtime/messages.h"
#include "runtime/telemetry/telemetry.h"

namespace cxsam::runtime {

/// The answer to the invocation under way. Parts of a stream appear as they come; a whole answer is one part.
struct Answer {
  std::string content_type;
  std::deque<std::string> parts;
  std::size_t queued_bytes = 0;
  std::uint64_t bytes = 0;                // of all parts
  std::optional<Clock::TimePoint> begun;  // when its first byte could have come
  bool done = false;
  std::optional<Failure> failure;
  std::optional<std::uint64_t> too_large;  // the bytes that it may have
};

/// How the process ended, as waitpid says it.
struct ProcessEnd {
  int wait_status = 0;
  std::uint64_t peak_bytes = 0;
  std::string start_failure = {};  // why its program could not be run: "fork/exec /var/task/bootstrap: permission denied"
};

/// 6 MiB and what the JSON around it may take.
inline constexpr std::uint64_t kMaxResponseBytes = (std::uint64_t{6} << 20U) + 100;
/// Of a streamed answer. Source: AWS Lambda developer guide, "Response streaming for Lambda functions".
inline constexpr std::uint64_t kMaxStreamBytes = std::uint64_t{200} << 20U;
/// A stream that is not read waits beyond this.
inline constexpr std::size_t kMaxQueuedBytes = std::size_t{1} << 20U;

class Session {
 public:
  enum class State : std::uint8_t { Stopped, Started, InitError, Ready, Running, Responding, Failing, ResponseSent };

  explicit Session(Clock& clock, FunctionIdentity function = {});

  // For the invoking side.
  /// `observer` hears of what processes make known by themselves: extensions that are ready, subscriptions.
  void observe(std::function<void(const invoke::LogEvent::What&)> observer) { observer_ = std::move(observer); }
  /// A new life. `extensions`: names of the programs that are started beside the process.
  void start(const std::vector<std::string>& extensions = {});
  /// Hands an event to the process. Only in state Ready, or ResponseSent for a process that asks soon.
  void offer(Event event);
  void ended(ProcessEnd end);
  [[nodiscard]] State state() const { return state_; }
  [[nodiscard]] bool stopped() const { return state_ == State::Stopped; }
  /// Of the invocation under way, or of the last one; "" before the first.
  [[nodiscard]] const std::string& request_id() const { return request_id_; }
  [[nodiscard]] Answer& answer() { return answer_; }
  [[nodiscard]] const std::optional<Failure>& init_failure() const { return init_failure_; }
  [[nodiscard]] const ProcessEnd& end() const { return end_; }
  /// When the process was restored from its snapshot; nothing for one that has none.
  [[nodiscard]] const std::optional<Clock::TimePoint>& restored_at() const { return restored_at_; }
  [[nodiscard]] Extensions& extensions() { return extensions_; }
  [[nodiscard]] Telemetry& telemetry() { return environment_ ? environment_->telemetry_ : telemetry_; }
  /// From now on what happens here is told to the subscribers there: of the process that both are about.
  void share_telemetry(std::shared_ptr<Session> environment) { environment_ = std::move(environment); }
  [[nodiscard]] const FunctionIdentity& function() const { return function_; }
  /// Takes the next part of the answer.
  std::string take_part();
  /// Wakes when anything above has changed, or at `until`.
  Task<void> wait(Clock::TimePoint until = Clock::TimePoint::max()) { return changed_.wait(until); }

  // For the process's side.
  /// What happened without the invoking side.
  void tell(const invoke::LogEvent::What& what) const {
    if (observer_) observer_(what);
  }
  /// Wakes who waits for a change.
  void notify() { changed_.notify(); }
  /// The process has initialised or answered and waits for work.
  void ready();
  /// Waits for work. Nothing when the process has ended or `gone` has become true and wake() was called.
  Task<std::optional<Event>> next(const bool& gone);
  void wake();
  std::optional<Refusal> fail_init(Failure failure);
  /// The process has initialised for a snapshot, and asks to be restored from it; nothing keeps it waiting here.
  std::optional<Refusal> restore();
  /// What was to be done after that has failed.
  std::optional<Refusal> fail_restore(Failure failure);
  /// Before an answer or an error is taken: whether it may come now.
  [[nodiscard]] std::optional<Refusal> check_response(std::string_view request_id) const;
  std::optional<Refusal> begin_response(std::string_view request_id);
  std::optional<Refusal> begin_error(std::string_view request_id);
  /// False once an error or a timeout has closed the answer that a connection still uploads.
  [[nodiscard]] bool takes_parts_of(std::string_view request_id) const {
    return state_ == State::Responding && request_id == request_id_;
  }
  /// The same of an error that a connection still uploads.
  [[nodiscard]] bool takes_error_of(std::string_view request_id) const {
    return state_ == State::Failing && request_id == request_id_;
  }
  void set_content_type(std::string type) { answer_.content_type = std::move(type); }
  void add_part(std::string bytes);
  /// Lets a stream wait for its reader.
  Task<void> wait_for_reader();
  /// The upload of an answer has broken off: for a moment its error may still come on another connection. Then it is truncated.
  Task<void> break_off(std::string request_id);
  void finish();
  void finish_with(Failure failure);
  /// Also of an answer that has come whole.
  void refuse_too_large(std::uint64_t limit);

 private:
  [[nodiscard]] Refusal invalid_transition(std::string_view to) const;
  void close_answer(State state);

  Clock& clock_;
  FunctionIdentity function_;
  State state_ = State::Stopped;
  std::optional<Event> event_;
  std::string request_id_;
  Answer answer_;
  std::optional<Failure> init_failure_;
  std::optional<Clock::TimePoint> restored_at_;
  ProcessEnd end_;
  Signal changed_, event_waits_, read_;
  std::function<void(const invoke::LogEvent::What&)> observer_;
  Extensions extensions_;
  Telemetry telemetry_;
  std::shared_ptr<Session> environment_;
};

/// The error type that the invoker gets to know. Source: AWS's runtime interface emulator.
std::string checked_error_type(std::string_view type);

}  // namespace cxsam::runtime
