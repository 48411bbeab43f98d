#include "local/journal/line_diff.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "base/text.h"

namespace cxsam::local {
namespace {

constexpr std::size_t kMaxCells = std::size_t{4} << 20U;

void add_all(std::string& text, std::string_view mark, std::span<const std::string_view> lines) {
  for (const std::string_view line : lines) text.append(mark).append(line).append("\n");
}

/// The length of the longest common subsequence of what begins at each pair of lines.
std::vector<std::uint32_t> common_lengths(const std::vector<std::string_view>& a, const std::vector<std::string_view>& b) {
  const std::size_t width = b.size() + 1;
  std::vector<std::uint32_t> lengths((a.size() + 1) * width, 0);
  for (std::size_t i = a.size(); i-- > 0;) {
    for (std::size_t j = b.size(); j-- > 0;)
      lengths[i * width + j] = a[i] == b[j] ? lengths[(i + 1) * width + j + 1] + 1
                                            : std::max(lengths[(i + 1) * width + j], lengths[i * width + j + 1]);
  }
  return lengths;
}

}  // namespace

std::string line_diff(std::string_view before, std::string_view after) {
  if (before == after) return "";
  const std::vector<std::string_view> a = split(before, '\n');
  const std::vector<std::string_view> b = split(after, '\n');
  std::string text;
  if ((a.size() + 1) * (b.size() + 1) > kMaxCells) {
    add_all(text, "- ", a);
    add_all(text, "+ ", b);
    return text;
  }
  const std::vector<std::uint32_t> lengths = common_lengths(a, b);
  const std::size_t width = b.size() + 1;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() || j < b.size()) {
    if (i < a.size() && j < b.size() && a[i] == b[j]) {
      text.append("  ").append(a[i]).append("\n");
      ++i;
      ++j;
    } else if (j == b.size() || (i < a.size() && lengths[(i + 1) * width + j] >= lengths[i * width + j + 1])) {
      text.append("- ").append(a[i++]).append("\n");
    } else {
      text.append("+ ").append(b[j++]).append("\n");
    }
  }
  return text;
}

}  // namespace cxsam::local
