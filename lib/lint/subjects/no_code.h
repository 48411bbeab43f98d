// Folders that tools make beside code and templates.
#pragma once

#include <array>
#include <span>
#include <string_view>

namespace cxsam::lint {

/// Nobody keeps templates there, though copies of them may be.
inline constexpr std::array<std::string_view, 11> kNoTemplates{
    ".git", ".hg", ".svn", ".aws-sam", ".venv", ".idea", ".tox", ".pytest_cache", "__pycache__", "node_modules", "cdk.out"};
/// No part of a package that `build` would make; of one that npm makes its dependencies, which are installed anew, neither.
inline constexpr std::span kNoCode = std::span(kNoTemplates).first<9>();
inline constexpr std::span kNoCodeOfNpm = std::span(kNoTemplates).first<10>();

}  // namespace cxsam::lint
