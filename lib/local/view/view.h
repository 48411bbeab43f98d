// The only one that speaks while a session runs: messages and log events become lines here.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "diagnostic/render.h"
#include "invoke/journal.h"
#include "local/view/message.h"
#include "loop/clock.h"

namespace cxsam::local {

enum class Form : std::uint8_t {
  Text,  // as SAM CLI
  Json,  // JSON objects, one a line
};

class View final : public invoke::Journal {
 public:
  /// Takes whole lines, and never waits.
  using Outlet = std::function<void(std::string_view lines)>;

  struct Settings {
    Form form = Form::Text;
    TextStyle style = {};
    Outlet say;  // messages, and the lines of requests
    Outlet log;  // what happens in functions
  };

  View(const Clock& clock, Settings settings) : clock_(clock), settings_(std::move(settings)) {}

  void tell(const Message& message);
  void record(const invoke::LogEvent& event) override;

 private:
  const Clock& clock_;
  Settings settings_;
  std::string lines_;  // of the event under way: one piece of memory for all
};

}  // namespace cxsam::local
