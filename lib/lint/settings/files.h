// The files that hold settings of cfn-lint.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "lint/settings/settings.h"

namespace cxsam::lint {

/// Settings of one YAML file. `warnings` gets what is odd in it.
Result<Settings> read_settings_file(const std::filesystem::path& path, std::vector<std::string>& warnings);

/// `.cfnlintrc`, `.cfnlintrc.yaml` or `.cfnlintrc.yml` of the folder, the first that is there, over that of `home`.
/// Source: cfn-lint, README, "Config File".
Result<Settings> read_cfnlintrc(const std::filesystem::path& folder, const std::optional<std::filesystem::path>& home,
                                std::vector<std::string>& warnings);

}  // namespace cxsam::lint
