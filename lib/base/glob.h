// Patterns of paths: `*`, `?`, `[a-z]` within one part of a path, `**` for any number of parts.
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

namespace cxsam {

/// Whether `text` has a sign that makes it a pattern.
bool is_glob(std::string_view text);

/// Whether the whole path matches, part by part. Parts that begin with a dot are met by parts that do, too.
/// Source: Python 3 library, `glob`, recursive.
bool matches_glob(std::string_view pattern, std::string_view path);

/// Whether the pattern means this file, from the working directory or as a whole: `a/*.yaml`, `../a/*.yaml`,
/// `/home/me/a/*.yaml`.
bool names_file(std::string_view pattern, const std::filesystem::path& path);

/// The files and folders that match, sorted. `**` does not follow links.
std::vector<std::filesystem::path> expand_glob(std::string_view pattern);

}  // namespace cxsam
