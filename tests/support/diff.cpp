#include "tests/support/diff.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "base/text.h"

namespace cxsam::test {
namespace {

constexpr std::size_t kAround = 3;
constexpr std::size_t kMostLines = 3000;  // the table grows with the square

struct Line {
  char sign;
  std::string_view text;
};

using Lines = std::vector<std::string_view>;

/// length[i][j]: how many lines the tails from i and j have in common.
std::vector<std::vector<std::size_t>> common_lengths(const Lines& a, const Lines& b) {
  std::vector<std::vector<std::size_t>> length(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = a.size(); i-- > 0;) {
    for (std::size_t j = b.size(); j-- > 0;) {
      length[i][j] = a[i] == b[j] ? length[i + 1][j + 1] + 1 : std::max(length[i + 1][j], length[i][j + 1]);
    }
  }
  return length;
}

std::vector<Line> all_lines(const Lines& a, const Lines& b) {
  const auto length = common_lengths(a, b);
  std::vector<Line> lines;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() || j < b.size()) {
    if (i < a.size() && j < b.size() && a[i] == b[j]) {
      lines.push_back({' ', a[i++]});
      ++j;
    } else if (i < a.size() && (j == b.size() || length[i + 1][j] >= length[i][j + 1])) {
      lines.push_back({'-', a[i++]});
    } else {
      lines.push_back({'+', b[j++]});
    }
  }
  return lines;
}

bool is_near_change(const std::vector<Line>& lines, std::size_t at) {
  const std::size_t first = at < kAround ? 0 : at - kAround;
  const std::size_t last = std::min(lines.size() - 1, at + kAround);
  for (std::size_t i = first; i <= last; ++i) {
    if (lines[i].sign != ' ') return true;
  }
  return false;
}

}  // namespace

std::string diff_lines(std::string_view expected, std::string_view actual) {
  if (expected == actual) return "";
  const Lines a = split(expected, '\n');
  const Lines b = split(actual, '\n');
  if (a.size() > kMostLines || b.size() > kMostLines) return "(too long to compare line by line)\n";
  std::string out;
  const std::vector<Line> lines = all_lines(a, b);
  bool left_out = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!is_near_change(lines, i)) {
      if (!left_out) out += "...\n";
      left_out = true;
      continue;
    }
    left_out = false;
    out += lines[i].sign + std::string(lines[i].text) + "\n";
  }
  return out;
}

}  // namespace cxsam::test
