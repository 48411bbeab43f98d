// --save-params for samconfig.yaml: see save_parameters.h.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "config/save_parameters.h"

namespace cxsam::config {

/// As save_parameters(). Maps in braces, and what comes from an alias, are no places that keys can be added to: an error.
Result<std::string> save_yaml_parameters(const std::string& path, std::string_view text, std::string_view environment,
                                         std::string_view command, std::span<const SavedParameter> parameters);

}  // namespace cxsam::config
