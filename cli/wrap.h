// Paragraphs in columns.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace cxsam::cli {

/// Breaks `text` at blanks so that no line passes column `width`; every line after the first starts with `indent`
/// blanks, and the first is taken to start at `column`. Line ends and lines that start with a blank stay as they are.
std::string wrap(std::string_view text, std::size_t width, std::size_t indent, std::size_t column);

}  // namespace cxsam::cli
