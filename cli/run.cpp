// From argv to an exit code. Ctrl-C is left to the system unless a command handles it: the shell sees 130.
#include "cli/run.h"

#include <algorithm>
#include <array>
#include <cctype>
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
#include "cli/invocation.h"
#include "cli/sam_usage.h"
#include "cli/usage.h"

namespace cxsam::cli {
namespace {

std::string usage_of(const Invocation& invocation) {
  return "Usage: " + std::string(invocation.program) + " COMMAND [OPTIONS]";
}

/// As usage_error(), in SAM CLI's words where it is the one that was called. `known`: how many words name a group; `at`: the
/// one that is wrong.
int wrong_word(const Invocation& invocation, std::size_t known, std::size_t at, const Error& error) {
  if (!invocation.as_sam()) return usage_error(invocation.terminal, error, usage_of(invocation));
  const std::vector<std::string> group(invocation.words.begin(), invocation.words.begin() + static_cast<std::ptrdiff_t>(known));
  invocation.terminal.err(sam_no_such_word(join(group, " "), invocation.words[at]));
  return kUsage;
}

bool asks_for_help(std::string_view word) { return word == "--help" || word == "-h" || word == "-hh"; }

/// SAM CLI takes these before the command, too.
bool is_leading_switch(std::string_view word) {
  static constexpr std::array<std::string_view, 3> kSwitches{"--debug", "--beta-features", "--no-beta-features"};
  return std::ranges::find(kSwitches, word) != kSwitches.end();
}

/// The options before a command, of the program or of a group.
struct Leading {
  std::size_t count = 0;
  std::string asks = {};  // the first that prints something and ends: "--help", "--version", "--info"
  bool is_wrong = false;  // what is behind them looks like an option and is none
};

Leading read_leading(std::span<const std::string> words, bool in_group) {
  Leading leading;
  for (const std::string& word : words) {
    if (word == "--" || word.size() < 2 || word.front() != '-') return leading;
    const bool asks = asks_for_help(word) || (!in_group && (word == "--version" || word == "--info"));
    leading.is_wrong = !asks && (in_group || !is_leading_switch(word));
    if (leading.is_wrong) return leading;
    if (asks && leading.asks.empty()) leading.asks = asks_for_help(word) ? "--help" : word;
    ++leading.count;
  }
  return leading;
}

Error no_such_switch(const std::string& word) {
  static const std::vector<std::string> kSwitches{"--help", "--version", "--info"};
  Error error{"`" + word + "` is no option that can stand before a command"};
  error.hints = did_you_mean(word, kSwitches);
  return error;
}

int print_help_of(const Invocation& invocation, std::span<const std::string> group) {
  const FoundCommand found = find_command(all_commands(), group);
  invocation.terminal.out(found.group.empty() ? overview(all_commands(), invocation.style())
                                              : group_help(found.commands, found.group, found.description, invocation.style()));
  return kDone;
}

/// Click shows the help of a group for a word that begins neither letter nor digit, as it does without a word.
bool is_like_none(std::string_view word) {
  const auto first = static_cast<unsigned char>(word.empty() ? 'a' : word.front());
  return first < 0x80 && std::isalnum(first) == 0;
}

/// What is behind the words of a group and is no command of it.
int answer_in_group(const Invocation& invocation, std::size_t known) {
  const std::span<const std::string> words = invocation.words;
  const Leading leading = read_leading(words.subspan(known), true);
  std::size_t next = known + leading.count;
  if (leading.is_wrong) return wrong_word(invocation, known, next, {});
  if (next < words.size() && words[next] == "--") ++next;
  if (!leading.asks.empty() || next == words.size() || is_like_none(words[next]))
    return print_help_of(invocation, words.first(known));
  return wrong_word(invocation, known, next, {});
}

int dispatch(Invocation& invocation) {
  std::vector<std::string>& words = invocation.words;
  const Leading leading = read_leading(words, false);
  if (leading.is_wrong) return wrong_word(invocation, 0, leading.count, no_such_switch(words[leading.count]));
  if (leading.asks == "--version") {
    invocation.terminal.out(version_line(invocation.as_sam()));
    return kDone;
  }
  if (leading.asks == "--info") {
    invocation.terminal.out(info_json());
    return kDone;
  }
  if (words.empty() || leading.asks == "--help") return print_help_of(invocation, {});
  if (leading.count == words.size())
    return usage_error(invocation.terminal, Error{"no command after `" + words.back() + "`"}, usage_of(invocation));
  std::ranges::rotate(words, words.begin() + static_cast<std::ptrdiff_t>(leading.count));
  if (words.front() == "--") words.erase(words.begin());
  const FoundCommand found = find_command(all_commands(), words);
  if (found.command != nullptr) return run_command(invocation, *found.command, std::span(words).subspan(found.words_used));
  if (found.group.empty() && found.not_yet) return usage_error(invocation.terminal, found.error, usage_of(invocation));
  if (invocation.as_sam()) return answer_in_group(invocation, found.words_used);
  if (found.group.empty()) return usage_error(invocation.terminal, found.error, usage_of(invocation));
  return print_help_of(invocation, std::span(words).first(found.words_used));
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
