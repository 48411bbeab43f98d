// --save-params: what was typed becomes the default in samconfig.toml. The file's other text, comments included, stays.
#pragma once

#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "config/options.h"

namespace cxsam::config {

/// An option as it was typed. Without texts and members the key is removed; a list without texts is an empty list.
struct SavedParameter {
  std::string key;
  OptionKind kind = OptionKind::Text;
  std::vector<std::string> texts;
  std::map<std::string, std::string, std::less<>> members = {};  // of assignments; they are a table of their own
};

/// The text of a samconfig.toml with the parameters in `[environment.command.parameters]`; `command` is a config_key().
/// Assignments stand in `[environment.command.parameters.key]`, which SAM CLI reads where it does not read inline tables.
/// A key that is there gets its new value in place, others follow the last one, a missing table comes at the end; an
/// empty text becomes a whole file. A file that is no TOML, or has the table on one line, is an error;
/// `path` is only used in it.
Result<std::string> save_parameters(const std::string& path, std::string_view text, std::string_view environment,
                                    std::string_view command, std::span<const SavedParameter> parameters);

}  // namespace cxsam::config
