// A command as data. Each folder cli/commands/<name>/ defines one `extern const Command command_<name>` in command.cpp;
// CMake generates the list of them from the folders.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "config/options.h"
#include "system/terminal.h"

namespace cxsam::cli {

using config::OptionGroup;
using config::OptionKind;
using config::OptionSpec;

/// Exit codes. 70 (a bug in cxsam) is set by main.
inline constexpr int kDone = 0;
inline constexpr int kFailed = 1;
inline constexpr int kUsage = 2;
inline constexpr int kInterrupted = 130;

struct Command;

/// What a command works with. `arguments` are the words that are no options.
struct Context {
  const config::Values& options;
  std::vector<std::string> arguments;
  system::Terminal& terminal;
  bool as_sam;  // called as `sam`: messages that SAM's users match on stay SAM's
  const Command& command;

  /// What sentences call the program: "Run 'sam deploy'".
  [[nodiscard]] std::string_view program() const { return as_sam ? "sam" : "cxsam"; }
};

struct Command {
  std::string_view name;         // as typed: "validate", "local start-api"
  std::string_view summary;      // one line for the overview, no full stop
  std::string_view description;  // paragraphs for --help
  std::string_view arguments;    // "[TEMPLATE]...", "" when it takes none
  std::size_t max_arguments = 0;
  OptionKind argument_kind = OptionKind::Text;  // what shells offer for them: Path files, Choice the words of argument_choices
  std::string_view argument_choices = "";       // comma-separated
  std::string_view examples;                    // lines that can be typed
  std::span<const config::OptionGroup> groups;
  int (*run)(Context&) = nullptr;  // null for one that has others below it
  /// Of options together, in SAM CLI's words ("Missing option '--stack-name'."); nothing for what can be run.
  std::optional<Error> (*wrong_use)(const Context&) = nullptr;
  /// Commands that are made from data, with their full names ("local generate-event s3 put"); null for none.
  std::span<const Command* const> (*below)() = nullptr;
  std::string_view also_reads = "";    // the command whose table of samconfig counts as well, below the own one
  std::string_view area = "Commands";  // heading in the overview: "Start", "Check", "Build and hand over", "Run locally",
                                       // "Look after what is deployed", "For your shell"
};

/// All commands, sorted by folder name. Generated.
std::span<const Command* const> all_commands();

/// Prints one plain "Error: ..." line (scripts and editors look for it), context and hints to standard error;
/// returns kFailed.
int report(system::Terminal& terminal, const Error& error);

}  // namespace cxsam::cli
