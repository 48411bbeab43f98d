// The end of a call's log, for the caller that asks for it. Source: AWS Lambda API reference, "Invoke", LogType: the last 4 KB.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "invoke/journal.h"

namespace cxsam::lambda {

/// Passes events on, and keeps the lines of calls that are followed.
class LogTails final : public invoke::Journal {
 public:
  explicit LogTails(invoke::Journal& next) : next_(next) {}

  /// Follows one call for as long as it lives; `tails` outlives it.
  class Tail {
   public:
    Tail(LogTails& tails, std::string request_id);
    Tail(const Tail&) = delete;
    Tail& operator=(const Tail&) = delete;
    ~Tail();

    /// The last 4,096 bytes of START, lines, END and REPORT so far.
    [[nodiscard]] std::string text() const;

   private:
    LogTails& tails_;
    std::string request_id_;
  };

  void record(const invoke::LogEvent& event) override;

 private:
  invoke::Journal& next_;
  std::map<std::string, std::string, std::less<>> followed_;  // request id -> lines
};

}  // namespace cxsam::lambda
