// Which C library a program needs.
#pragma once

#include <filesystem>
#include <optional>

namespace cxsam::system {

/// The newest minor version of glibc 2 that a dynamically linked program asks for: 34 for one with symbols of GLIBC_2.34.
/// Nothing for programs that ask for none. Source: Linux Standard Base, "Symbol Versioning" (names of versions in the string
/// table).
std::optional<int> glibc_needed(const std::filesystem::path& program);

}  // namespace cxsam::system
