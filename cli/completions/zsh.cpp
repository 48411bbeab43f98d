#include "base/text.h"
#include "cli/command_tree.h"
#include "cli/completions/completions.h"

namespace cxsam::cli::completions {
namespace {

/// Inside single quotes.
std::string in_quotes(std::string_view text) { return "'" + replace_all(std::string(text), "'", "'\\''") + "'"; }

/// A text inside of a specification of _arguments or _describe.
std::string escaped(std::string_view text) {
  std::string out = replace_all(std::string(text), "\\", "\\\\");
  for (const char* sign : {":", "[", "]"}) out = replace_all(std::move(out), sign, "\\" + std::string(sign));
  return out;
}

std::string action(OptionKind kind, std::string_view choices) {
  if (kind == OptionKind::Path) return "_files";
  return choices.empty() ? " " : "(" + replace_all(std::string(choices), ",", " ") + ")";
}

/// "'(-p --port)'{-p,--port}'[Where to listen]:NUMBER: '"; lists may be given again.
std::string specification(const OptionSpec& option) {
  const std::vector<std::string> spellings = config::spellings(option);
  const bool repeatable = option.kind == OptionKind::List;
  const std::string before = repeatable ? "'*'" : "'(" + join(spellings, " ") + ")'";
  const std::string names = spellings.size() == 1 ? spellings.front() : "{" + join(spellings, ",") + "}";
  std::string after = "[" + escaped(first_sentence(option.help)) + "]";
  if (option.kind != OptionKind::Flag) {
    const std::string_view value = option.value_name.empty() ? "VALUE" : option.value_name;
    after += ":" + escaped(value) + ":" + action(option.kind, option.choices);
  }
  return before + names + in_quotes(after);
}

std::string command_case(const Command& command) {
  std::string out = "    " + in_quotes(command.name) + ")\n      _arguments";
  for (const OptionSpec* option : offered_options(command)) out += " \\\n        " + specification(*option);
  out += " \\\n        '(-h --help)'{-h,--help}'[The options of the command]'";
  if (command.max_arguments > 0)
    out +=
        " \\\n        '*:" + escaped(command.arguments) + ":" + action(command.argument_kind, command.argument_choices) + "'";
  return out + " ;;\n";
}

std::string described(std::span<const Word> words) {
  std::string out;
  for (const Word& word : words) out += " " + in_quotes(escaped(word.word) + ":" + escaped(word.summary));
  return out;
}

}  // namespace

std::string zsh(std::span<const Command* const> commands, std::string_view program) {
  const std::string name(program);
  const std::vector<std::string> with_second_word = groups(commands);
  std::string out =
      "#compdef " + name + "\n# Made by `" + name + " completions zsh`.\n\n_" + name + R"(() {
  local command=''
  local -a commands
  shift words
  ((CURRENT--))
  while ((CURRENT > 1)); do
    [[ $words[1] == -* ]] || command=${command:+$command }$words[1]
    case $command in
      (''|')" +
      join(with_second_word, "'|'") +
      R"(') shift words; ((CURRENT--)) ;;
      (*) break ;;
    esac
  done
  case $command in
    '')
      commands=()" +
      described(next_words(commands, "")) + ")\n      _describe -t commands command commands\n" +
      "      _arguments '--help[The commands]' '--version[The version]' '--info[Version and system as JSON]' ;;\n";
  for (const std::string& group : with_second_word)
    out += "    " + in_quotes(group) + ")\n      commands=(" + described(next_words(commands, group)) +
           ")\n      _describe -t commands command commands ;;\n";
  for (const Command* command : commands) out += command_case(*command);
  return out + "  esac\n}\n\nif [[ $funcstack[1] == _" + name + " ]]; then\n  _" + name + " \"$@\"\nelse\n  compdef _" + name +
         " " + name + "\nfi\n";
}

}  // namespace cxsam::cli::completions
