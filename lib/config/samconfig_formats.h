// The two languages that a samconfig file may be written in.
#pragma once

#include <string>
#include <string_view>

#include "config/samconfig.h"

namespace cxsam::config {

/// `path` is only used to say where something stands.
Result<Samconfig> parse_samconfig_toml(const std::string& path, std::string_view text, std::string_view environment,
                                       std::string_view command);

Result<Samconfig> parse_samconfig_yaml(const std::string& path, std::string_view text, std::string_view environment,
                                       std::string_view command);

/// What both say of a file without its version.
std::string version_warning(const std::string& path);

}  // namespace cxsam::config
