// What `build` says on standard error while it works.
#pragma once

#include <chrono>
#include <map>
#include <string>

#include "build/build.h"
#include "build/told.h"
#include "cli/command.h"
#include "loop/clock.h"

namespace cxsam::cli::build_command {

/// cxsam's own lines: one for each function that is done; on a terminal another one that shows what is being done, and is
/// written over. What tools print is shown as it comes where that is asked for, else kept for last_words().
class Lines {
 public:
  /// Both must outlive it.
  Lines(system::Terminal& terminal, const Clock& clock, bool verbose);

  void tell(const build::Told& told);

  /// "Finished 2 built, 1 unchanged in 1.20 s: .aws-sam/build".
  void finish(const build::Report& report, const std::string& folder);

  /// What the tool printed that has failed, unless it has been shown.
  void last_words();

 private:
  struct Running {
    Clock::TimePoint since;
    std::chrono::seconds told{};  // of the tool that runs long
    std::string doing;            // "pip install, 12 s, Collecting numpy"
    std::string output;           // the end of what its tools printed
  };

  void take(const build::Starting& told);
  void take(const build::Begun& told);
  void take(const build::Step& told);
  void take(const build::Waiting& told);
  void take(const build::Output& told);
  void take(const build::Ended& told);
  void take(const build::Note& told);
  void take(const build::Detail& told);

  /// A whole line above the one that is written over.
  void line(std::string_view text);
  void line(std::string_view verb, std::string_view colour, const std::string& text);
  void show_progress();
  void clear_progress();
  [[nodiscard]] std::string seconds_since(Clock::TimePoint begin) const;

  system::Terminal& terminal_;
  const Clock& clock_;
  const bool verbose_;
  const Clock::TimePoint begin_;
  std::map<const build::Definition*, Running> running_;
  std::string failed_output_;
  bool progress_shown_ = false;
};

/// The same in SAM CLI's words, which scripts look for. Empty for what it says nothing of. Source: SAM CLI, "sam build".
std::string sam_lines(const build::Told& told, bool cached);

}  // namespace cxsam::cli::build_command
