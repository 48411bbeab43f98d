// What `cxsam local ...` runs: parts in order. A command is a list of parts and what it does with them.
#pragma once

#include <memory>
#include <vector>

#include "local/part.h"

namespace cxsam::local {

/// A part may use those before it.
using Parts = std::vector<std::unique_ptr<Part>>;

/// The first half of taking a version, by all parts; see Part::prepare(). The second half of all is one: they go over to the
/// version together, or none does.
Result<Commit> prepare(const Parts& parts, const std::shared_ptr<const Version>& version);

/// In order. When one fails, those before it are stopped again.
Task<Result<void>> start(const Parts& parts);

Description describe(const Parts& parts);

/// In the reverse order.
Task<void> stop(const Parts& parts);

}  // namespace cxsam::local
