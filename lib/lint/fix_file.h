// validate --fix: checks a text, changes it, and checks again until nothing more can be done.
#pragma once

#include "lint/fixes.h"
#include "lint/validate.h"

namespace cxsam::lint {

/// The text of one file with what can be fixed; `fixed` is 0 when it stays as it is. A text that could no longer be read
/// after a change is taken back.
Result<FixedText> fix_file(const std::filesystem::path& path, const Request& request, bool unsafe_too);

}  // namespace cxsam::lint
