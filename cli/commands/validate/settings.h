// Where the settings of `validate` come from.
#pragma once

#include "cli/command.h"
#include "lint/validate.h"

namespace cxsam::cli::validate {

/// What was typed, with what samconfig and the environment say.
lint::Settings typed_settings(const Context& context);

/// `[validate]` of cxsam.toml, in this folder or the nearest one above it, over `.cfnlintrc`. Paths in cxsam.toml are
/// relative to it. What is odd in them is told as a warning.
Result<lint::Settings> settings_of_files(system::Terminal& terminal);

/// Everything but the inputs.
Result<lint::Request> make_request(const Context& context);

}  // namespace cxsam::cli::validate
