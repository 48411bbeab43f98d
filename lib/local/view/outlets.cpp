#include "local/view/outlets.h"

#include <unistd.h>

#include "local/view/render.h"

namespace cxsam::local {
namespace {

// In the thread of the sink, which may outlive the session.
system::LogSink::Notice notice_in(Form form) {
  return [form](std::size_t lines) {
    const Missing missing{.lines = lines};
    return form == Form::Json ? message_json(missing, SystemClock().wall()) : message_text(missing);
  };
}

}  // namespace

Result<Outlets> open_outlets(Form form, const std::optional<std::filesystem::path>& log_file, std::size_t bytes) {
  Outlets outlets{.said = {system::to_descriptor(STDERR_FILENO), bytes, notice_in(form)}, .logged = std::nullopt};
  if (!log_file) return outlets;
  auto write = system::to_file(*log_file);
  if (!write) return fail(std::move(write.error()));
  outlets.logged.emplace(std::move(*write), bytes, notice_in(form));
  return outlets;
}

View make_view(const Clock& clock, Form form, TextStyle style, Outlets& outlets) {
  const auto say = [&outlets](std::string_view lines) { outlets.said.write(lines); };
  const auto log = [&outlets](std::string_view lines) { (outlets.logged ? *outlets.logged : outlets.said).write(lines); };
  return {clock, {.form = form, .style = style, .say = say, .log = log}};
}

Result<void> finish(Outlets& outlets, std::optional<std::chrono::milliseconds> patience) {
  outlets.said.flush(patience);
  if (!outlets.logged) return {};
  outlets.logged->flush(patience);
  if (const int failure = outlets.logged->failure()) return fail("cannot write the log file: " + errno_text(failure));
  return {};
}

}  // namespace cxsam::local
