// Who of one environment gets what happens in it: subscriptions of the Telemetry API and the Logs API. What has happened before
// an extension subscribes, in the same initialisation, it gets too.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "invoke/journal.h"
#include "loop/signal.h"
#include "runtime/telemetry/buffer.h"
#include "runtime/telemetry/subscription.h"

namespace cxsam::runtime {

/// One of them, shared with who delivers to it (delivery.h).
struct Subscriber {
  Subscriber(Clock& clock, std::string of, Subscription wanted)
      : extension(std::move(of)), subscription(std::move(wanted)), buffer(subscription.buffering), changed(clock) {}

  std::string extension;
  Subscription subscription;
  TelemetryBuffer buffer;
  bool sending = false;  // a batch is under way
  bool urgent = false;   // everything ends: nothing waits for more
  bool closed = false;
  Signal changed;
};

class Telemetry {
 public:
  explicit Telemetry(Clock& clock) : clock_(clock) {}
  Telemetry(const Telemetry&) = delete;
  Telemetry& operator=(const Telemetry&) = delete;
  ~Telemetry() { stop(); }

  /// A new life: nobody has subscribed.
  void start();
  /// Nobody can subscribe any more: the function is initialised.
  void close_subscriptions();
  [[nodiscard]] bool open() const { return open_; }
  /// The life is over: nothing more is delivered.
  void stop();

  /// In place of what this extension had subscribed to before. Error: it has done so by the other API.
  tl::expected<std::shared_ptr<Subscriber>, Refusal> subscribe(std::string extension, Subscription subscription);
  void record(const invoke::LogEvent& event);
  /// Everything ends soon: from now on each record leaves at once.
  void hurry();
  /// Nothing waits to be delivered.
  [[nodiscard]] bool delivered() const;

 private:
  /// A record from before the first subscription, in the one form that it has by then.
  struct Early {
    enum class Kind : std::uint8_t { Initialisation, Platform, Function, Extension } kind;
    std::string record;
  };
  void keep(const invoke::LogEvent& event);

  Clock& clock_;
  std::vector<std::shared_ptr<Subscriber>> subscribers_;
  std::vector<Early> early_;
  std::size_t early_bytes_ = 0;
  bool open_ = false;
};

}  // namespace cxsam::runtime
