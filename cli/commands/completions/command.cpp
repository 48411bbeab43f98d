// cxsam completions: the script with which a shell completes cxsam's words.
#include "cli/completions/completions.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "cli/command.h"
#include "cli/command_tree.h"

namespace cxsam::cli {
namespace completions {
namespace {

struct Shell {
  std::string_view name;
  std::string (*script)(std::span<const Command* const> commands, std::string_view program);
};

constexpr std::array kShells{Shell{"bash", bash}, Shell{"zsh", zsh}, Shell{"fish", fish}};

int run(Context& context) {
  const std::string asked = context.arguments.empty() ? "" : context.arguments.front();
  const auto shell = std::ranges::find(kShells, asked, &Shell::name);
  if (shell != kShells.end()) {
    context.terminal.out(shell->script(leaves(all_commands()), context.program()));
    return kDone;
  }
  const std::string what = asked.empty() ? "no shell is named" : "there are no completions for `" + asked + "`";
  report(context.terminal, Error{what, {}, {"name one of bash, zsh and fish: `cxsam completions bash`"}});
  return kUsage;
}

}  // namespace
}  // namespace completions

extern const Command command_completions{
    .name = "completions",
    .summary = "Print what a shell needs to complete cxsam's words",
    .description =
        "SHELL is bash, zsh or fish. The packages of cxsam put the scripts where shells look for them; from a plain program, "
        "write one there:\n\n"
        "  bash  ~/.local/share/bash-completion/completions/cxsam, or `source <(cxsam completions bash)` in ~/.bashrc\n"
        "  zsh   _cxsam in a folder of $fpath\n"
        "  fish  ~/.config/fish/completions/cxsam.fish\n\n"
        "Called as `sam`, it prints the script for that name.",
    .arguments = "SHELL",
    .max_arguments = 1,
    .argument_kind = OptionKind::Choice,
    .argument_choices = "bash,zsh,fish",
    .examples = "cxsam completions fish > ~/.config/fish/completions/cxsam.fish",
    .run = completions::run,
    .area = "For your shell",
};

}  // namespace cxsam::cli
