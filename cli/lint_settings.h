// The options about checking that `validate` and `cfn-lint` share.
#pragma once

#include "config/options.h"
#include "lint/settings/settings.h"

namespace cxsam::cli {

/// What the options of these names say: ids, Regions, globs and custom rules. Everything else is unset.
lint::Settings read_shared_settings(const config::Values& options);

}  // namespace cxsam::cli
