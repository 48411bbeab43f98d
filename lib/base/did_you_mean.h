// What is said of a word that is none of those that are known.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cxsam {

/// Hints: "did you mean `Timeout`?" for the name that was meant by `word` (closest() in base/text.h), or none.
std::vector<std::string> did_you_mean(std::string_view word, std::span<const std::string> names);

/// The same as one hint; `otherwise` where no name is near.
std::string did_you_mean_or(std::string_view word, std::span<const std::string> names, std::string otherwise);

}  // namespace cxsam
