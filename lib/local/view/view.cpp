#include "local/view/view.h"

#include "invoke/log_text.h"
#include "local/view/render.h"

namespace cxsam::local {

void View::tell(const Message& message) {
  settings_.say(settings_.form == Form::Json ? message_json(message, clock_.wall()) : message_text(message, settings_.style));
}

void View::record(const invoke::LogEvent& event) {
  lines_.clear();
  if (settings_.form == Form::Json) {
    add_event_json(lines_, event);
  } else {
    invoke::add_text(lines_, event);
  }
  if (lines_.empty()) return;
  const bool of_request = std::holds_alternative<invoke::LogEvent::Request>(event.what);
  const Outlet& outlet = of_request ? settings_.say : settings_.log;
  outlet(lines_);
}

}  // namespace cxsam::local
