// The extensions of one environment: who has registered for what, and what each waits for. External ones are programs of their
// own from /opt/extensions, internal ones live in the runtime process. Source: AWS Lambda developer guide, "Using the Lambda
// Extensions API to create extensions"; refusals: AWS's runtime interface emulator.
#pragma once

#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "invoke/journal.h"
#include "loop/signal.h"
#include "runtime/messages.h"

namespace cxsam::runtime {

class Extensions {
 public:
  /// `changed` is called when something changes that the instance may wait for, `tell` when something happens to an extension.
  Extensions(Clock& clock, std::function<void()> changed, std::function<void(const invoke::LogEvent::Extension&)> tell = {})
      : changed_(std::move(changed)), tell_(std::move(tell)), event_waits_(clock) {}

  // For the invoking side.
  /// A new life: programs of these names are about to be started, and nobody has registered.
  void start(const std::vector<std::string>& external);
  /// The life is over: who waits for an event gets none.
  void stop();
  [[nodiscard]] bool any() const { return !extensions_.empty(); }
  [[nodiscard]] bool any_external() const;
  [[nodiscard]] bool all_external_registered() const;
  /// All that have been started or have registered wait for an event.
  [[nodiscard]] bool ready() const;
  /// INVOKE, for those that asked for it.
  void offer(const Event& event);
  /// SHUTDOWN, for those that asked for it. `reason`: spindown, timeout or failure.
  void shut_down(std::string_view reason, std::int64_t deadline_ms);
  /// The program of an external one has ended. Unless it was asked to, that is a failure.
  void ended(std::string_view name, std::string_view how);
  void not_started(std::string_view name, std::string_view why);
  [[nodiscard]] bool all_ended() const;
  /// One that hears of the end has not come to its own.
  [[nodiscard]] bool any_to_wait_for() const;
  /// Why one of them could not go on: "Extension.Crash" and a text.
  struct Fault {
    std::string type;
    std::string message;
  };
  [[nodiscard]] const std::optional<Fault>& fault() const { return fault_; }

  // For the processes' side.
  /// Registers under `id`, for the events of the body, {"events": ["INVOKE", "SHUTDOWN"]}. `open`: the runtime has not asked
  /// for work yet.
  std::optional<Refusal> enter(std::string_view name, std::string_view body, std::string id, bool open);
  /// Whether somebody has registered under this id.
  [[nodiscard]] std::optional<Refusal> check(std::string_view id) const;
  /// The name of the one with this id; "" when there is none.
  [[nodiscard]] std::string name_of(std::string_view id) const;
  /// Waits for an event, as JSON, for an id that check() lets pass. Nothing when the life is over, or `gone` has become true
  /// and wake() was called.
  Task<std::optional<std::string>> next(std::string id, const bool& gone);
  void wake() { event_waits_.notify(); }
  /// It cannot go on. `type`: "Extension.InitError" or "Extension.ExitError".
  void give_up(std::string_view id, std::string_view type, std::string_view message);

 private:
  struct Extension {
    enum class State : std::uint8_t { Started, Registered, Waiting, Busy, Ended };
    std::string name;
    bool external = false;
    State state = State::Started;
    std::string id = {};
    bool wants_invoke = false;
    bool wants_shutdown = false;
    bool was_ready = false;
    std::deque<std::string> events = {};
  };
  Extension* find(std::string_view id);
  [[nodiscard]] const Extension* find(std::string_view id) const;
  void fail(const Extension& extension, std::string_view state, Fault fault);
  void tell(const Extension& extension, std::string_view state, std::string_view error_type = {});

  std::function<void()> changed_;
  std::function<void(const invoke::LogEvent::Extension&)> tell_;
  std::vector<Extension> extensions_;
  std::optional<Fault> fault_;
  std::uint64_t life_ = 0;
  bool ending_ = false;
  Signal event_waits_;
};

}  // namespace cxsam::runtime
