// From the options of `deploy` to what the engine is asked for.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/command.h"
#include "deploy/settings.h"

namespace cxsam::cli::deploy_command {

/// Wrong use that the option table cannot tell, if there is one.
std::optional<Error> find_wrong_use(const Context& context);

/// The bucket is empty where it is to be looked up.
Result<deploy::Settings> read_deploy_settings(Context& context);

/// `--tags`: `Key=Value`, also several in one word, values in quotes or not. Error: a word that is none.
Result<std::vector<std::pair<std::string, std::string>>> read_tags(const std::vector<std::string>& words);

/// Names between blanks or commas: "CAPABILITY_IAM CAPABILITY_AUTO_EXPAND".
std::vector<std::string> read_names(const std::vector<std::string>& words);

}  // namespace cxsam::cli::deploy_command
