// samconfig.toml (or .yaml, .yml): the defaults that a user keeps for the options of commands.
// Source: AWS SAM developer guide, "AWS SAM CLI configuration file".
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace cxsam::config {

/// One key of a parameters table. `texts` has one element for a scalar and one for each element of a list;
/// `where` is "samconfig.toml:4:1".
struct Setting {
  std::string key;
  std::vector<std::string> texts;
  bool is_list = false;
  std::string where;
};

/// The two tables of one environment that concern one command, and what is odd about the file.
struct Samconfig {
  std::vector<Setting> command;
  std::vector<Setting> global;
  std::vector<std::string> warnings;
};

/// samconfig.toml, samconfig.yaml or samconfig.yml of `folder`: the first that is there.
std::optional<std::filesystem::path> find_samconfig(const std::filesystem::path& folder);

/// Reads `[environment.command.parameters]` and `[environment.global.parameters]`; `command` is a config_key(). An
/// environment or table that is not there is empty. A file that cannot be read or parsed is an error with its position.
Result<Samconfig> read_samconfig(const std::filesystem::path& path, std::string_view environment, std::string_view command);

}  // namespace cxsam::config
