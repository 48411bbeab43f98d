#include "base/text.h"
#include "cli/command_tree.h"
#include "cli/completions/completions.h"

namespace cxsam::cli::completions {
namespace {

/// Inside single quotes.
std::string in_quotes(std::string_view text) {
  const std::string escaped = replace_all(std::string(text), "\\", "\\\\");
  return "'" + replace_all(escaped, "'", "\\'") + "'";
}

/// " -l port -s p": fish knows long options of one dash (-ef) as `-o`.
std::string names_of(const OptionSpec& option) {
  std::string names;
  for (const std::string_view spelling : config::spellings(option)) {
    if (spelling.starts_with("--"))
      names += " -l " + std::string(spelling.substr(2));
    else
      names += (spelling.size() == 2 ? " -s " : " -o ") + std::string(spelling.substr(1));
  }
  return names;
}

std::string choices_of(std::string_view choices) {
  return choices.empty() ? "" : " -a " + in_quotes(replace_all(std::string(choices), ",", " "));
}

std::string value_of(const OptionSpec& option) {
  if (option.kind == OptionKind::Flag) return "";
  if (option.kind == OptionKind::Path) return " -r -F";
  return " -x" + choices_of(option.choices);
}

std::string words_after(std::string_view start, std::string_view named, std::span<const Word> words) {
  std::string out;
  for (const Word& word : words)
    out += std::string(start) + " -n " + in_quotes(named) + " -f -a " + in_quotes(word.word) + " -d " +
           in_quotes(word.summary) + "\n";
  return out;
}

}  // namespace

std::string fish(std::span<const Command* const> commands, std::string_view program) {
  const std::string name(program);
  const std::string test = "__" + name + "_named";
  const std::string start = "complete -c " + name;
  std::string out = "# fish completion for " + name + "; made by `" + name + " completions fish`.\n\n" +
                    "# Whether the words so far name this command, or nothing yet.\nfunction " + test + R"(
    set -l named
    for word in (commandline -opc)[2..-1]
        string match -q -- '-*' $word; and continue
        set -a named $word
        contains -- "$named" ')" +
                    join(groups(commands), "' '") + R"('; or break
    end
    test "$named" = "$argv"
end

)" + words_after(start, test, next_words(commands, ""));
  for (const char* option : {"help", "version", "info"}) out += start + " -n " + test + " -f -l " + option + "\n";
  for (const std::string& group : groups(commands)) out += words_after(start, test + " " + group, next_words(commands, group));
  for (const Command* command : commands) {
    const std::string condition = " -n " + in_quotes(test + " " + std::string(command->name));
    if (command->argument_kind != OptionKind::Path)
      out += start + condition + " -f" + choices_of(command->argument_choices) + "\n";
    for (const OptionSpec* option : offered_options(*command)) {
      out +=
          start + condition + names_of(*option) + value_of(*option) + " -d " + in_quotes(first_sentence(option->help)) + "\n";
    }
    out += start + condition + " -s h -l help -d 'The options of the command'\n";
  }
  return out;
}

}  // namespace cxsam::cli::completions
