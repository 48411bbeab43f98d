// Whether a text can be a document at all, before a parser sees it.
#pragma once

#include <string_view>

#include "diagnostic/diagnostic.h"

namespace cxsam {

/// True when `text` has no byte order mark but UTF-8's, is UTF-8, has no control characters but tab and line ends, has no
/// carriage return without line feed, and is more than blanks and comments; else reports what it found first.
bool check_text(std::string_view text, FileId file, Diagnostics& diagnostics);

}  // namespace cxsam
