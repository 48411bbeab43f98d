// validate --fix: checks a text, changes it, and checks again until nothing more can be done.
#pragma once

#include "lint/fixes/fixes.h"
#include "lint/validate.h"

namespace cxsam::lint {

/// The text with what can be fixed; `fixed` is 0 when it stays as it is. A change after which the text could no longer be read
/// is taken back. `path` is where the text comes from.
FixedText fix_text(const std::filesystem::path& path, std::string text, const Request& request, bool unsafe_too);

/// Likewise for the text of a file, which is left alone. An error when it cannot be read.
Result<FixedText> fix_file(const std::filesystem::path& path, const Request& request, bool unsafe_too);

}  // namespace cxsam::lint
