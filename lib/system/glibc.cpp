#include "system/glibc.h"

#include <algorithm>
#include <string_view>

#include "base/file.h"
#include "base/text.h"

namespace cxsam::system {
namespace {

// In the table of strings each name stands between two zeros.
constexpr std::string_view kBegin("\0GLIBC_2.", 9);

}  // namespace

std::optional<int> glibc_needed(const std::filesystem::path& program) {
  const Result<std::string> bytes = read_file(program);
  if (!bytes || !bytes->starts_with("\x7F"
                                    "ELF"))
    return std::nullopt;
  std::optional<int> newest;
  const std::string_view text = *bytes;
  for (std::size_t at = text.find(kBegin); at != std::string_view::npos; at = text.find(kBegin, at + 1)) {
    const std::size_t begin = at + kBegin.size();
    const std::size_t end = text.find('\0', begin);
    if (end == std::string_view::npos || end - begin > 6) continue;
    const std::string_view version = text.substr(begin, end - begin);
    const auto minor = parse_int(version.substr(0, version.find('.')));
    if (minor && *minor >= 0) newest = std::max(newest.value_or(0), static_cast<int>(*minor));
  }
  return newest;
}

}  // namespace cxsam::system
