// Nothing: the exit code says it all.
#include "lint/outputs/output.h"

namespace cxsam::lint {

extern const Output output_quiet{.name = "quiet",
                                 .render = [](std::span<const Report>, const OutputStyle&) { return std::string(); }};

}  // namespace cxsam::lint
