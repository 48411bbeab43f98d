#include "base/text.h"
#include "cli/command_tree.h"
#include "cli/completions/completions.h"

namespace cxsam::cli::completions {
namespace {

std::string words_of(std::span<const Word> words) {
  std::vector<std::string> names;
  for (const Word& word : words) names.push_back(word.word);
  return join(names, " ");
}

/// 'local'|'local generate-event': a pattern of `case`.
std::string quoted(const std::vector<std::string>& names) { return "'" + join(names, "'|'") + "'"; }

/// "    --limits)\n      choices='current classic' ;;": what can follow an option that takes a value.
std::string value_case(const OptionSpec& option) {
  if (option.kind == OptionKind::Flag) return "";
  const std::string spellings = join(config::spellings(option), "|");
  if (option.kind == OptionKind::Path) return "        " + spellings + ") return ;;\n";
  const std::string choices = replace_all(std::string(option.choices), ",", " ");
  return "        " + spellings + ") compopt +o default; choices='" + choices + "' ;;\n";
}

/// What a word is that does not begin as an option. A command without arguments gets its options offered.
std::string argument_case(const Command& command, const std::string& options) {
  if (command.max_arguments == 0) return options;
  if (command.argument_kind == OptionKind::Path) return "return";
  return "compopt +o default; choices='" + replace_all(std::string(command.argument_choices), ",", " ") + "'";
}

std::string command_case(const Command& command) {
  std::string values;
  std::vector<std::string> spellings;
  for (const OptionSpec* option : offered_options(command)) {
    values += value_case(*option);
    for (std::string& spelling : config::spellings(*option)) spellings.push_back(std::move(spelling));
  }
  spellings.emplace_back("--help");
  const std::string options = "choices='" + join(spellings, " ") + "'";
  return "    '" + std::string(command.name) + "')\n      case $previous in\n" + values +
         "        *)\n          if [[ $word == -* ]]; then " + options + "; else " + argument_case(command, options) +
         "; fi ;;\n      esac ;;\n";
}

}  // namespace

std::string bash(std::span<const Command* const> commands, std::string_view program) {
  const std::string name(program);
  std::string out = "# bash completion for " + name + "; made by `" + name + " completions bash`.\n_" + name + R"(() {
  local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} command='' choices='' i
  COMPREPLY=()
  # `--option=value` comes as three words.
  if [[ $word == = ]]; then
    word=''
  elif [[ $previous == = ]]; then
    previous=${COMP_WORDS[COMP_CWORD-2]}
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    [[ ${COMP_WORDS[i]} == -* ]] && continue
    command=${command:+$command }${COMP_WORDS[i]}
    case $command in )" +
                    quoted(groups(commands)) + R"() ;; *) break ;; esac
  done
  case $command in
    '') choices=')" +
                    words_of(next_words(commands, "")) + " --help --version --info' ;;\n";
  for (const std::string& group : groups(commands))
    out += "    '" + group + "') choices='" + words_of(next_words(commands, group)) + " --help' ;;\n";
  for (const Command* command : commands) out += command_case(*command);
  return out + "  esac\n  COMPREPLY=($(compgen -W \"$choices\" -- \"$word\"))\n}\ncomplete -o default -F _" + name + " " +
         name + "\n";
}

}  // namespace cxsam::cli::completions
