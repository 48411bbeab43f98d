#include "base/glob.h"

#include <algorithm>
#include <string>

#include "base/text.h"

namespace cxsam {
namespace {

namespace fs = std::filesystem;
using Parts = std::vector<std::string_view>;

// The length of the set that begins at `[`, or 0 where it has no end.
std::size_t set_length(std::string_view pattern) {
  std::size_t at = 1;
  if (at < pattern.size() && pattern[at] == '!') ++at;
  if (at < pattern.size() && pattern[at] == ']') ++at;
  const std::size_t end = pattern.find(']', at);
  return end == std::string_view::npos ? 0 : end + 1;
}

bool in_set(std::string_view set, char sign) {
  set = set.substr(1, set.size() - 2);
  const bool negated = set.starts_with('!');
  if (negated) set.remove_prefix(1);
  bool found = false;
  for (std::size_t i = 0; i < set.size(); ++i) {
    if (i + 2 < set.size() && set[i + 1] == '-') {
      found = found || (set[i] <= sign && sign <= set[i + 2]);
      i += 2;
    } else {
      found = found || set[i] == sign;
    }
  }
  return found != negated;
}

// The length of what the beginning of `pattern` stands for one sign with, or 0 when `sign` is another one.
std::size_t match_one(std::string_view pattern, char sign) {
  if (pattern.empty()) return 0;
  if (pattern[0] == '?') return 1;
  if (const std::size_t length = pattern[0] == '[' ? set_length(pattern) : 0)
    return in_set(pattern.substr(0, length), sign) ? length : 0;
  return pattern[0] == sign ? 1 : 0;
}

// Goes back to the last star only, so that the time is at most the product of both lengths.
bool matches_part(std::string_view pattern, std::string_view text) {
  if (text.starts_with('.') && !pattern.starts_with('.')) return false;
  std::size_t p = 0, t = 0, star = std::string_view::npos, resume = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resume = t;
    } else if (const std::size_t step = match_one(pattern.substr(std::min(p, pattern.size())), text[t])) {
      p += step;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

bool matches_parts(const Parts& pattern, const Parts& path) {
  std::size_t p = 0, t = 0, star = std::string::npos, resume = 0;
  while (t < path.size()) {
    if (p < pattern.size() && pattern[p] == "**") {
      star = p++;
      resume = t;
    } else if (p < pattern.size() && matches_part(pattern[p], path[t])) {
      ++p;
      ++t;
    } else if (star != std::string::npos && !path[resume].starts_with('.')) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == "**") ++p;
  return p == pattern.size();
}

void collect(const fs::path& folder, const Parts& pattern, std::size_t at, std::vector<fs::path>& found) {
  std::error_code ignored;
  if (at == pattern.size()) {
    if (fs::exists(folder, ignored)) found.push_back(folder);
    return;
  }
  if (!is_glob(pattern[at])) return collect(folder / pattern[at], pattern, at + 1, found);
  const bool deep = pattern[at] == "**";
  if (deep) collect(folder, pattern, at + 1, found);
  for (const fs::directory_entry& entry : fs::directory_iterator(folder.empty() ? "." : folder, ignored)) {
    const fs::path name = entry.path().filename();
    if (!deep && !matches_part(pattern[at], name.native())) continue;
    if (!deep)
      collect(folder / name, pattern, at + 1, found);
    else if (!name.native().starts_with('.') && entry.is_directory(ignored) && !entry.is_symlink(ignored))
      collect(folder / name, pattern, at, found);
    else if (at + 1 == pattern.size() && !name.native().starts_with('.'))
      found.push_back(folder / name);
  }
}

std::string_view without_dot(std::string_view path) {
  while (path.starts_with("./")) path.remove_prefix(2);
  return path;
}

}  // namespace

bool is_glob(std::string_view text) { return text.find_first_of("*?[") != std::string_view::npos; }

bool names_file(std::string_view pattern, const std::filesystem::path& path) {
  const auto whole = [](const std::filesystem::path& each) {
    std::error_code error;
    return std::filesystem::absolute(each, error).lexically_normal().string();
  };
  return matches_glob(pattern, path.string()) || matches_glob(whole(pattern), whole(path));
}

bool matches_glob(std::string_view pattern, std::string_view path) {
  return matches_parts(split(without_dot(pattern), '/'), split(without_dot(path), '/'));
}

std::vector<fs::path> expand_glob(std::string_view pattern) {
  std::vector<fs::path> found;
  const bool absolute = pattern.starts_with('/');
  collect(absolute ? "/" : "", split(absolute ? pattern.substr(1) : pattern, '/'), 0, found);
  std::ranges::sort(found);
  found.erase(std::ranges::unique(found).begin(), found.end());
  return found;
}

}  // namespace cxsam
