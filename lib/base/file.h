// Whole files in and out. Anything finer (directories, watching, archives) is the `system` module's.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace cxsam {

/// Reads a regular file (or a pipe) of at most `max_bytes`. Errors: missing, a folder, not readable, too large.
Result<std::string> read_file(const std::filesystem::path& path, std::uint64_t max_bytes = std::uint64_t{1} << 30U);

/// Hands over the bytes of a file in order, a piece at a time, for files that need not be in memory whole. Errors as
/// read_file(), but there is no bound.
Result<void> read_pieces(const std::filesystem::path& path, const std::function<void(std::string_view)>& take);

/// Whether something stands at `path`; what may not be looked at counts as missing.
bool file_exists(const std::filesystem::path& path);

/// Whether `path` is `folder` or below it, by their names alone; both absolute and normal.
bool is_inside(const std::filesystem::path& path, const std::filesystem::path& folder);

/// Writes the file whole or not at all: a temporary neighbour is written, synced and renamed over it.
/// Missing parent folders are made; the mode of a file that exists is kept, and so is a link to it. What is no regular file
/// (/dev/null, a pipe) is written into.
Result<void> write_file_atomically(const std::filesystem::path& path, std::string_view content);

}  // namespace cxsam
