// cxsam manual: pages for man.
#include "cli/manual.h"

#include <array>
#include <filesystem>

#include "base/file.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/find_command.h"

namespace cxsam::cli {
namespace manual {
namespace {

constexpr std::array kOptions{
    OptionSpec{.name = "output-dir",
               .kind = OptionKind::Path,
               .value_name = "FOLDER",
               .help = "Write all pages into this folder, such as ~/.local/share/man/man1."},
};
constexpr std::array kGroups{OptionGroup{"Options", kOptions}};

Result<void> write_pages(const std::filesystem::path& folder) {
  const auto commands = all_commands();
  for (const Command* command : commands) {
    const Result<void> written = write_file_atomically(folder / (manual_name(*command) + ".1"), manual_page(*command));
    if (!written) return written;
  }
  return write_file_atomically(folder / "cxsam.1", manual_overview(commands));
}

int run(Context& context) {
  if (const auto folder = context.options.text("output-dir")) {
    const Result<void> written = write_pages(*folder);
    return written ? kDone : report(context.terminal, written.error());
  }
  if (context.arguments.empty()) {
    context.terminal.out(manual_overview(all_commands()));
    return kDone;
  }
  const FoundCommand found = find_command(all_commands(), context.arguments);
  if (found.command == nullptr || found.words_used != context.arguments.size()) {
    const Error not_one{"`" + join(context.arguments, " ") + "` is no command", {}, {"`cxsam --help` lists the commands"}};
    report(context.terminal, found.error.message.empty() ? not_one : found.error);
    return kUsage;
  }
  context.terminal.out(manual_page(*found.command));
  return kDone;
}

}  // namespace
}  // namespace manual

extern const Command command_manual{
    .name = "manual",
    .summary = "Print the manual page of a command, for man",
    .description =
        "Pages are in the form that `man` and groff read. Without COMMAND it is the page of the program, cxsam(1). The "
        "packages of cxsam bring all pages along.",
    .arguments = "[COMMAND]",
    .max_arguments = 4,
    .examples =
        "cxsam manual validate | man -l -\n"
        "cxsam manual --output-dir ~/.local/share/man/man1",
    .groups = manual::kGroups,
    .run = manual::run,
    .area = "For your shell",
};

}  // namespace cxsam::cli
