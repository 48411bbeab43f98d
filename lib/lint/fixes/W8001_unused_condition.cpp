#include "lint/fixes/unused.h"

namespace cxsam::lint {

extern const Fixer fixer_W8001_unused_condition{.id = "W8001", .safe = false, .fix = remove_unused};

}  // namespace cxsam::lint
