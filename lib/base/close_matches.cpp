#include "base/close_matches.h"

#include <algorithm>
#include <utility>

namespace cxsam {
namespace {

constexpr std::size_t kMost = 3;
constexpr double kNear = 0.6;

struct Block {
  std::size_t a = 0, b = 0, size = 0;
};

/// The first of the longest.
Block longest_common(std::string_view a, std::string_view b) {
  Block best;
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t j = 0; j < b.size(); ++j) {
      std::size_t size = 0;
      while (i + size < a.size() && j + size < b.size() && a[i + size] == b[j + size]) ++size;
      if (size > best.size) best = {i, j, size};
    }
  }
  return best;
}

/// How many characters the longest common part has, with those of what is left and right of it.
std::size_t matching(std::string_view a, std::string_view b) {
  const Block block = longest_common(a, b);
  if (block.size == 0) return 0;
  return block.size + matching(a.substr(0, block.a), b.substr(0, block.b)) +
         matching(a.substr(block.a + block.size), b.substr(block.b + block.size));
}

}  // namespace

std::vector<std::string> close_matches(std::string_view word, std::span<const std::string> names) {
  std::vector<std::pair<double, std::string>> near;
  for (const std::string& name : names) {
    const double both = static_cast<double>(name.size() + word.size());
    const double ratio = 2 * static_cast<double>(matching(name, word)) / both;
    if (ratio >= kNear) near.emplace_back(ratio, name);
  }
  std::ranges::sort(near, std::greater());
  std::vector<std::string> matches;
  for (auto& [ratio, name] : near) {
    if (matches.size() < kMost) matches.push_back(std::move(name));
  }
  return matches;
}

}  // namespace cxsam
