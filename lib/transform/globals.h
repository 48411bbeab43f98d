// The Globals section: its sections, and how it merges into resources.
// Source: AWS SAM developer guide, "Globals section of the AWS SAM template".
#pragma once

#include "transform/workspace.h"

namespace cxsam::transform {

/// The properties of `global` under those of `local`: maps merge key by key (global keys first), lists are joined global
/// first (but for `Architectures`), anything else is local's; an intrinsic function counts as one value. Global nodes get
/// `expansion`.
Node merge_global(const Node& global, const Node& local, std::uint32_t expansion);

/// Merges Globals into every SAM resource of the working copy and removes the section. False after an error.
bool apply_globals(Workspace& work);

}  // namespace cxsam::transform
