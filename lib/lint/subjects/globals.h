// What `Globals` has, and who gets it.
#pragma once

#include <string_view>

#include "template/template.h"

namespace cxsam::lint {

/// Whether some resource inherits what `Globals` has under this name ("Function").
bool is_inherited(const tmpl::Template& source, std::string_view kind);

}  // namespace cxsam::lint
