#include "cli/commands/sync/view.h"

#include <memory>
#include <type_traits>
#include <variant>

#include <fmt/format.h>

#include "base/time_text.h"
#include "cli/commands/build/lines.h"
#include "cli/load_project.h"

namespace cxsam::cli::sync_command {
namespace {

/// "04/Mar/2026:05:06:07"
std::string stamp(const Clock& clock) {
  const std::string time = access_log_time(clock.wall());
  return time.substr(0, time.find(' '));
}

}  // namespace

void say(system::Terminal& terminal, std::string_view colour, const std::string& line) {
  const bool painted = terminal.colour_err();
  terminal.err((painted ? std::string(colour) : "") + line + (painted ? "\x1b[0m" : "") + "\n");
}

sync::Tell make_tell(Context& context, const Clock& clock) {
  return [&terminal = context.terminal, program = context.program(), &clock](const sync::Told& told) {
    std::visit(
        [&](const auto& each) {
          using What = std::decay_t<decltype(each)>;
          if constexpr (std::is_same_v<What, sync::Begun>) {
            say(terminal, kCyan, fmt::format("Syncing {}...", each.what));
          } else if constexpr (std::is_same_v<What, sync::Unchanged>) {
            terminal.err(
                fmt::format("SyncFlow [{}]: Skipping resource update "
                            "as the content didn't change\n",
                            each.what));
          } else if constexpr (std::is_same_v<What, sync::Finished>) {
            say(terminal, kGreen, fmt::format("{}: Finished syncing {}.", stamp(clock), each.what));
          } else if constexpr (std::is_same_v<What, sync::LeftOut>) {
            terminal.err(fmt::format("{0}. Try {1} sync without --code or {1} deploy.\n", each.why, program));
          } else {
            terminal.err(each.line + "\n");
          }
        },
        told);
  };
}

sync::Voices make_voices(Context& context) {
  sync::Voices voices{
      [&context](const Sources& sources, const Diagnostics& diagnostics) { show_findings(context, sources, diagnostics); },
      [](const build::Told&) {}};
  if (context.as_sam) return voices;
  static const SystemClock kClock;
  const auto lines = std::make_shared<build_command::Lines>(context.terminal, kClock, false);
  voices.build = [lines](const build::Told& told) {
    lines->tell(told);
    if (const auto* ended = std::get_if<build::Ended>(&told); ended != nullptr && ended->failed) lines->last_words();
  };
  return voices;
}

}  // namespace cxsam::cli::sync_command
