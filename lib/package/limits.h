// Lambda's limits for packages, held against what was packed.
#pragma once

#include <span>
#include <string_view>

#include "diagnostic/diagnostic.h"
#include "facts/limits.h"
#include "package/package.h"
#include "template/template.h"

namespace cxsam::package {

/// A function with its layers above the unzipped limit is an error; an archive above the zipped limit is a warning, since that
/// one holds for direct uploads alone. `stack_path` is the template's: packed things have full paths.
void check_limits(const tmpl::Template& source, std::span<const Packed> packed, const facts::Limits& limits,
                  Diagnostics& diagnostics, std::string_view stack_path = {});

/// "1.2 MB", "640 bytes"; a megabyte is 1024 * 1024 bytes, as Lambda counts.
std::string size_text(std::uint64_t bytes);

}  // namespace cxsam::package
