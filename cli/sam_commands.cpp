#include "cli/sam_commands.h"

#include <array>

#include "cli/command.h"

namespace cxsam::cli {
namespace {

constexpr std::string_view kUseSam = "use SAM CLI for this step; it reads the same template, samconfig.toml and .aws-sam/build";

struct Missing {
  std::string_view command;
  std::string_view instead;
};

constexpr std::array kMissing{
    Missing{"local callback", "durable functions do not run locally yet"},
    Missing{"local execution", "durable functions do not run locally yet"},
    Missing{"remote callback", kUseSam},
    Missing{"remote execution", kUseSam},
};

}  // namespace

std::optional<std::string_view> not_yet(std::string_view command) {
  for (const Missing& missing : kMissing) {
    if (command == missing.command) return missing.instead;
  }
  return std::nullopt;
}

std::vector<std::string> commands_with_tables() {
  std::vector<std::string> keys;
  for (const Command* command : all_commands()) keys.push_back(config::config_key(command->name));
  for (const Missing& missing : kMissing) keys.push_back(config::config_key(missing.command));
  return keys;
}

}  // namespace cxsam::cli
