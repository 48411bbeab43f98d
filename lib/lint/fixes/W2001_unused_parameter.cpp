#include "lint/fixes/unused.h"

namespace cxsam::lint {

extern const Fixer fixer_W2001_unused_parameter{.id = "W2001", .safe = false, .fix = remove_unused};

}  // namespace cxsam::lint
