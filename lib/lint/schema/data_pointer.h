// `$data`: a value of the template in place of one that the schema would name.
#pragma once

#include <optional>
#include <string_view>

#include "lint/schema/frame.h"

namespace cxsam::lint::schema {

/// The scalar or intrinsic at "/queue/FifoQueue" of what was gathered; nothing when it is not there.
std::optional<Node> data_at(const Frame& frame, std::string_view pointer);

}  // namespace cxsam::lint::schema
