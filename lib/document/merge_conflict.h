// What a merge leaves behind in a file until someone has chosen one of the two sides.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "diagnostic/diagnostic.h"

namespace cxsam {

/// The finding for the conflict that has made the text unreadable at `at`, at the mark that it begins with: one on this line or
/// above (`<<<<<<<`), or what is left of it on this line or the one before.
std::optional<Diagnostic> find_merge_conflict(std::string_view text, FileId file, std::size_t at);

}  // namespace cxsam
