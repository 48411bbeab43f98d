#include "cli/run.h"

#include <CLI/CLI.hpp>

#include "cli/command.h"

namespace cxsam::cli {

int report(system::Terminal& terminal, const Error& error) {
  terminal.err("Error: " + error.message + "\n");
  for (const std::string& context : error.context) terminal.err("  while " + context + "\n");
  for (const std::string& hint : error.hints) terminal.err("  hint: " + hint + "\n");
  return kFailed;
}

int run(int argc, char** argv) {
  system::Terminal terminal;
  for (const Command* command : all_commands()) {
    if (argc < 2 || command->name != argv[1]) continue;
    config::Values values;
    Context context{values, std::vector<std::string>(argv + 2, argv + argc), terminal, false};
    const int code = command->run(context);
    terminal.flush();
    return code;
  }
  terminal.err("Error: no such command\n");
  return kUsage;
}

}  // namespace cxsam::cli
