// samconfig.toml (or .yaml, .yml): the defaults that a user keeps for the options of commands.
// Source: AWS SAM developer guide, "AWS SAM CLI configuration file".
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace cxsam::config {

/// One key of a parameters table. `texts` has one element for a scalar, one for each element of a list, and one `Key=Value` for
/// each key of a map, the value in double quotes (`\"` in it is `"`) where it is more than one plain word; `where` is
/// "samconfig.toml:4:1".
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

/// Whose tables are read.
struct SamconfigPart {
  std::string_view environment;
  std::string_view command;                    // a config_key()
  std::span<const std::string> commands = {};  // all that may have a table; what is none of them is warned of
};

/// samconfig.toml, samconfig.yaml or samconfig.yml of `folder`: the first that is there.
std::optional<std::filesystem::path> find_samconfig(const std::filesystem::path& folder);

/// Reads `[environment.command.parameters]` and `[environment.global.parameters]`. An environment or table that is not there is
/// empty. A file that cannot be read or parsed is an error with its position, and so is a value of these tables that no option
/// can take.
Result<Samconfig> read_samconfig(const std::filesystem::path& path, const SamconfigPart& part);

/// The same of a text: YAML where the path ends so, else TOML.
Result<Samconfig> parse_samconfig(const std::filesystem::path& path, std::string_view text, const SamconfigPart& part);

}  // namespace cxsam::config
