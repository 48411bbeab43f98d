// From what was typed, the environment and samconfig to the values that a command works with.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "config/options.h"
#include "config/samconfig.h"

namespace cxsam::config {

/// Option name -> words, as the command line gave them. Flags are "true" or "false".
using Typed = std::map<std::string, std::vector<std::string>, std::less<>>;

/// The value of an environment variable, if it is set.
using EnvironmentLookup = std::function<std::optional<std::string>(std::string_view)>;

/// Command line > environment > command's table > global table > default, and each value held against its option's kind.
/// The error of a wrong value says where it came from. `warnings` gets the keys of the command's own table that are no
/// options of it.
Result<Values> apply_precedence(std::span<const OptionGroup> groups, const Typed& typed, const EnvironmentLookup& environment,
                                const Samconfig& samconfig, std::vector<std::string>& warnings);

/// Options with the words that they were given, in their order.
using GivenOptions = std::vector<std::pair<const OptionSpec*, std::vector<std::string>>>;

/// What the environment or samconfig gives options that were not typed, as it is written there and not held against their kind;
/// in the order of the tables. A list for an option that takes one value is left out.
GivenOptions options_not_typed(std::span<const OptionGroup> groups, const Typed& typed, const EnvironmentLookup& environment,
                               const Samconfig& samconfig);

/// "true" or "false" of "yes", "0", "Off" and the like; nothing for what is neither.
std::optional<std::string> flag_text(std::string_view text);

/// Words of a text as a shell would see them: blanks separate, quotes and backslashes protect and stay in the word.
/// `A="x y" B=2` -> `A="x y"`, `B=2`.
std::vector<std::string> split_words(std::string_view text);

}  // namespace cxsam::config
