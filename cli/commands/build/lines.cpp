#include "cli/commands/build/lines.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/file.h"
#include "base/text.h"
#include "system/command.h"

namespace cxsam::cli::build_command {
namespace {

constexpr std::size_t kUsualColumns = 80;  // of a terminal that does not say
constexpr std::string_view kGood = "\x1b[1;32m";
constexpr std::string_view kBusy = "\x1b[1;36m";
constexpr std::string_view kBad = "\x1b[1;31m";
constexpr std::string_view kPlain = "\x1b[0m";
constexpr std::string_view kOverLine = "\r\x1b[2K";
constexpr std::chrono::seconds kPatience{10};  // between two lines of a tool that runs long
constexpr std::size_t kKept = std::size_t{64} << 10U;

std::string name_of(const build::Definition& definition) {
  return fmt::format("{} ({})", join(definition.ids, ", "), definition.method);
}

std::string doing(const build::Waiting& waiting) {
  return fmt::format("{}, {} s{}{}", waiting.what, waiting.running.count(), waiting.line.empty() ? "" : ", ", waiting.line);
}

/// The first columns of a line that must not wrap.
std::string cut(std::string text, std::size_t width) {
  while (!text.empty() && display_width(text) + 1 > width) text.pop_back();
  while (find_invalid_utf8(text)) text.pop_back();
  return text;
}

}  // namespace

Lines::Lines(system::Terminal& terminal, const Clock& clock, bool verbose)
    : terminal_(terminal), clock_(clock), verbose_(verbose), begin_(clock.now()) {}

void Lines::tell(const build::Told& told) {
  std::visit([this](const auto& each) { take(each); }, told);
}

void Lines::finish(const build::Report& report, const std::string& folder) {
  std::size_t built = 0;
  std::size_t unchanged = 0;
  for (const build::Item& item : report.items) (item.work == build::Work::None ? unchanged : built) += item.ids.size();
  std::string what = built > 0 ? fmt::format("{} built", built) : "";
  if (unchanged > 0) what += fmt::format("{}{} unchanged", what.empty() ? "" : ", ", unchanged);
  if (what.empty()) what = "nothing to build";
  line("Finished", kGood, fmt::format("{} in {} s: {}", what, seconds_since(begin_), folder));
}

void Lines::last_words() {
  if (failed_output_.empty()) return;
  terminal_.err("\n" + failed_output_ + (failed_output_.ends_with('\n') ? "" : "\n"));
}

void Lines::take(const build::Starting&) {}

void Lines::take(const build::Begun& told) {
  if (told.work == build::Work::None) return;
  running_[&told.definition].since = clock_.now();
  show_progress();
}

void Lines::take(const build::Step& told) {
  running_[&told.definition].doing = "";
  show_progress();
}

void Lines::take(const build::Waiting& told) {
  Running& running = running_[&told.definition];
  running.doing = doing(told);
  if (terminal_.err_is_terminal()) return show_progress();
  if (told.running < running.told) running.told = {};  // another tool
  if (told.running < running.told + kPatience) return;
  running.told = told.running;
  line(system::waiting_text(told.what, told.running, told.line));
}

void Lines::take(const build::Output& told) {
  if (verbose_) {
    clear_progress();
    return terminal_.err(told.bytes);
  }
  std::string& output = running_[&told.definition].output;
  output += told.bytes;
  if (output.size() > kKept) output.erase(0, output.size() - kKept);
}

void Lines::take(const build::Ended& told) {
  const auto running = running_.find(&told.definition);
  const std::string time = seconds_since(running == running_.end() ? clock_.now() : running->second.since);
  const std::string name = name_of(told.definition);
  if (told.failed && running != running_.end()) failed_output_ = std::move(running->second.output);
  if (running != running_.end()) running_.erase(running);
  if (told.failed) return line("Failed", kBad, fmt::format("{} after {} s", name, time));
  if (told.work == build::Work::None) return line("Nothing has changed for " + name + ": built already");
  const bool whole = told.work == build::Work::CodeAndDependencies && file_exists(told.definition.manifest);
  line("Built", kGood, fmt::format("{}: {} in {} s", name, whole ? "code and dependencies" : "code", time));
  show_progress();
}

void Lines::take(const build::Note& told) { line(told.line); }

void Lines::take(const build::Detail& told) {
  if (verbose_) line(told.line);
}

void Lines::line(std::string_view text) {
  clear_progress();
  terminal_.err(std::string(text) + "\n");
  show_progress();
}

void Lines::line(std::string_view verb, std::string_view colour, const std::string& text) {
  const bool coloured = terminal_.colour_err();
  clear_progress();
  terminal_.err(fmt::format("{}{:>12}{} {}\n", coloured ? colour : "", verb, coloured ? kPlain : "", text));
}

void Lines::show_progress() {
  if (!terminal_.err_is_terminal() || running_.empty()) return;
  std::string text;
  for (const auto& [definition, running] : running_) {
    text += (text.empty() ? "" : "; ") + join(definition->ids, ", ");
    if (!running.doing.empty()) text += ": " + running.doing;
  }
  const bool coloured = terminal_.colour_err();
  const std::size_t columns = terminal_.columns_err();
  const std::size_t width = std::max<std::size_t>(columns == 0 ? kUsualColumns : columns, 40) - 13;
  terminal_.err(fmt::format("{}{}{:>12}{} {}", kOverLine, coloured ? kBusy : "", "Building", coloured ? kPlain : "",
                            cut(std::move(text), width)));
  progress_shown_ = true;
}

void Lines::clear_progress() {
  if (!progress_shown_) return;
  terminal_.err(kOverLine);
  progress_shown_ = false;
}

std::string Lines::seconds_since(Clock::TimePoint begin) const {
  return fmt::format("{:.2f}", std::chrono::duration<double>(clock_.now() - begin).count());
}

}  // namespace cxsam::cli::build_command
