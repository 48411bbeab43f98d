// From argv to an exit code. Ctrl-C is left to the system unless a command handles it: the shell sees 130.
#include "cli/run.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <filesystem>

#include "base/did_you_mean.h"
#include "base/error_text.h"
#include "base/text.h"
#include "cli/boundary.h"
#include "cli/cfn_lint/run.h"
#include "cli/command.h"
#include "cli/find_command.h"
#include "cli/help.h"
#include "cli/info.h"
#include "cli/parser.h"
#include "cli/sam_usage.h"
#include "cli/settings.h"
#include "cli/template_options.h"

namespace cxsam::cli {
namespace {

constexpr std::size_t kWidestPage = 100;

struct Invocation {
  std::string_view program;  // "cxsam" or "sam"
  std::vector<std::string> words;
  system::Terminal& terminal;

  [[nodiscard]] bool as_sam() const { return program == "sam"; }
  [[nodiscard]] HelpStyle style() const {
    return {program, std::clamp<std::size_t>(terminal.width(), 60, kWidestPage), terminal.colour_out()};
  }
};

int usage_error(const Invocation& invocation, const Error& error, const std::string& usage) {
  report(invocation.terminal, error);
  invocation.terminal.err("\n" + usage + "\n");
  return kUsage;
}

/// As usage_error(), in SAM CLI's words where it is the one that was called. `known`: how many words name a group.
int wrong_word(const Invocation& invocation, std::size_t known, const Error& error, const std::string& usage) {
  if (!invocation.as_sam()) return usage_error(invocation, error, usage);
  const std::vector<std::string> group(invocation.words.begin(), invocation.words.begin() + static_cast<std::ptrdiff_t>(known));
  invocation.terminal.err(sam_no_such_word(join(group, " "), invocation.words[known]));
  return kUsage;
}

int run_command(const Invocation& invocation, const Command& command, std::span<const std::string> words) {
  const std::string usage = usage_line(command, invocation.program) + "\nMore: " + std::string(invocation.program) + " " +
                            std::string(command.name) + " --help";
  if (invocation.as_sam()) {
    if (const auto wrong = sam_usage_error(command, words)) {
      invocation.terminal.err(*wrong);
      return kUsage;
    }
  }
  Result<ParsedWords> parsed = parse_words(command, words);
  if (!parsed) return usage_error(invocation, parsed.error(), usage);
  if (parsed->wants_help) {
    invocation.terminal.out(command_help(command, invocation.style()));
    return kDone;
  }
  std::error_code lost;
  (void)std::filesystem::current_path(lost);
  if (lost) return report(invocation.terminal, Error{"the working folder cannot be used: " + errno_text(lost.value())});
  Result<config::Samconfig> samconfig = read_settings(command, parsed->options);
  if (!samconfig) return report(invocation.terminal, samconfig.error());
  std::vector<std::string> warnings = samconfig->warnings;
  const Result<config::Values> values =
      config::apply_precedence(command.groups, parsed->options, environment_variable, *samconfig, warnings);
  for (const std::string& warning : warnings) invocation.terminal.err("Warning: " + warning + "\n");
  if (!values) return usage_error(invocation, values.error(), usage);
  if (auto wrong = fault_of_overrides(*values))
    return usage_error(invocation, Error{"Invalid value for '--parameter-overrides': " + wrong->message, {}, wrong->hints},
                       usage);
  if (values->flag("save-params")) {
    const Result<void> saved = save_typed_options(invocation.terminal, command, parsed->options, *samconfig);
    if (!saved) return report(invocation.terminal, saved.error());
  }
  note_options_without_effect(invocation.terminal, command, *values);
  say_where_values_came_from(invocation.terminal, command, *values);
  Context context{*values, std::move(parsed->arguments), invocation.terminal, invocation.as_sam(), command.name};
  return command.run(context);
}

bool asks_for_help(std::string_view word) { return word == "--help" || word == "-h"; }

/// SAM CLI takes these before the command, too.
std::size_t count_leading_switches(std::span<const std::string> words) {
  static constexpr std::array kSwitches{"--debug", "--beta-features", "--no-beta-features"};
  const auto end = std::ranges::find_if(
      words, [](const std::string& word) { return std::ranges::find(kSwitches, std::string_view(word)) == kSwitches.end(); });
  return static_cast<std::size_t>(end - words.begin());
}

Error no_such_switch(const std::string& word) {
  static const std::vector<std::string> kSwitches{"--help", "--version", "--info"};
  Error error{"`" + word + "` is no option that can stand before a command"};
  error.hints = did_you_mean(word, kSwitches);
  return error;
}

int dispatch(Invocation& invocation) {
  std::vector<std::string>& words = invocation.words;
  const std::string first = words.empty() ? "--help" : words.front();
  if (first == "--version") {
    invocation.terminal.out(version_line(invocation.as_sam()));
    return kDone;
  }
  if (first == "--info") {
    invocation.terminal.out(info_json());
    return kDone;
  }
  if (asks_for_help(first)) {
    invocation.terminal.out(overview(all_commands(), invocation.style()));
    return kDone;
  }
  const std::string usage = "Usage: " + std::string(invocation.program) + " COMMAND [OPTIONS]";
  const std::size_t switches = count_leading_switches(words);
  if (switches == words.size()) return usage_error(invocation, Error{"no command after `" + words.back() + "`"}, usage);
  std::ranges::rotate(words, words.begin() + static_cast<std::ptrdiff_t>(switches));
  if (words.front().starts_with('-')) return wrong_word(invocation, 0, no_such_switch(words.front()), usage);
  const FoundCommand found = find_command(all_commands(), words);
  if (found.command != nullptr) return run_command(invocation, *found.command, std::span(words).subspan(found.words_used));
  if (found.group.empty() && found.not_yet) return usage_error(invocation, found.error, usage);
  if (found.group.empty()) return wrong_word(invocation, found.words_used, found.error, usage);
  if (const std::size_t next = found.words_used; invocation.as_sam() && next < words.size() && !asks_for_help(words[next]))
    return wrong_word(invocation, next, {}, usage);
  invocation.terminal.out(group_help(found.commands, found.group, found.description, invocation.style()));
  return kDone;
}

}  // namespace

int report(system::Terminal& terminal, const Error& error) {
  terminal.err(error_text(error));
  return kFailed;
}

int run(int argc, char** argv) {
  // A reader that goes away (`| head`) is seen as an error of the write, not as a signal.
  std::signal(SIGPIPE, SIG_IGN);
  const std::vector<std::string> words(argv, argv + argc);
  const std::string called_as = words.empty() ? "" : std::filesystem::path(words.front()).filename().string();
  system::Terminal terminal;
  return run_bounded(terminal, words, [&] {
    const std::vector<std::string> rest(words.begin() + (words.empty() ? 0 : 1), words.end());
    if (called_as == "cfn-lint") return cfn_lint::run(terminal, rest);
    Invocation invocation{called_as == "sam" ? "sam" : "cxsam", rest, terminal};
    return dispatch(invocation);
  });
}

}  // namespace cxsam::cli
