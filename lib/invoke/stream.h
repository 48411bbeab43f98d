// An answer that is passed on while it comes.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>

#include "invoke/invoke.h"
#include "loop/signal.h"
#include "loop/world.h"

namespace cxsam::invoke {

/// A call between a function that writes and somebody who reads: a function that is quicker waits. It lives as long as either.
class Stream final : public ResponseSink {
 public:
  /// Begins the call.
  static std::shared_ptr<Stream> start(const World& world, std::shared_ptr<Invoker> invoker, Invocation invocation);

  /// Waits until the function has begun to answer, or the call is over without an answer.
  Task<void> begun();
  /// Of the answer; "" when there is none.
  [[nodiscard]] const std::string& content_type() const { return content_type_; }
  /// What comes next; nothing when all has come, and then there is an outcome.
  Task<std::optional<std::string>> next();
  /// Once the call is over.
  [[nodiscard]] const std::optional<Outcome>& outcome() const { return outcome_; }
  /// Nobody reads any more: what the function still writes is dropped.
  void abandon();

  [[nodiscard]] bool streams() const override { return true; }
  Task<void> head(std::string type) override;
  Task<void> write(std::string bytes) override;
  Task<bool> room(Clock::TimePoint until) override;

 private:
  explicit Stream(Clock& clock) : clock_(clock), changed_(clock) {}
  static Task<void> run(std::shared_ptr<Stream> self, std::shared_ptr<Invoker> invoker, Invocation invocation);

  Clock& clock_;
  std::string content_type_;
  std::deque<std::string> parts_;
  std::size_t waiting_bytes_ = 0;
  std::optional<Outcome> outcome_;
  bool begun_ = false;
  bool abandoned_ = false;
  Signal changed_;
};

}  // namespace cxsam::invoke
