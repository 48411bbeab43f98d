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

/// The first of the longest. Each row says how long the common part is that ends at this letter of `a` and of `b`.
Block longest_common(std::string_view a, std::string_view b) {
  Block best;
  std::vector<std::size_t> above(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t j = 0; j < b.size(); ++j) {
      row[j + 1] = a[i] == b[j] ? above[j] + 1 : 0;
      if (row[j + 1] > best.size) best = {i + 1 - row[j + 1], j + 1 - row[j + 1], row[j + 1]};
    }
    std::swap(row, above);
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
    // Lengths alone say that most names are too far from a long word.
    if (2 * static_cast<double>(std::min(name.size(), word.size())) / both < kNear) continue;
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
