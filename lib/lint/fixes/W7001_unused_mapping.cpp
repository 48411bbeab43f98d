#include "lint/fixes/unused.h"

namespace cxsam::lint {

extern const Fixer fixer_W7001_unused_mapping{.id = "W7001", .safe = false, .fix = remove_unused};

}  // namespace cxsam::lint
