// A schema's regular expression held against a text.
#pragma once

#include <optional>
#include <string_view>

namespace cxsam::lint::schema {

/// Whether some part of `text` matches; nothing when the expression is broken or takes too long.
std::optional<bool> search(std::string_view expression, std::string_view text);

}  // namespace cxsam::lint::schema
