#include "system/glibc.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "base/descriptor.h"
#include "base/file.h"
#include "base/text.h"

namespace cxsam::system {
namespace {

// In the table of strings each name stands between two zeros.
constexpr std::string_view kBegin("\0GLIBC_2.", 9);

/// Whether a loader starts the program: only then are libraries looked for. `head` is the beginning of an ELF file of 64 bits.
/// Source: System V ABI, "ELF Header" and "Program Header" (PT_INTERP).
bool has_loader(std::string_view head) {
  constexpr std::size_t kHeader = 64;
  constexpr std::uint64_t kInterpreter = 3;
  const auto number = [&](std::size_t at, std::size_t bytes) {
    std::uint64_t value = 0;
    for (std::size_t i = bytes; i-- > 0;) value = value << 8U | static_cast<unsigned char>(head[at + i]);
    return value;
  };
  if (head.size() < kHeader || !head.starts_with("\x7F"
                                                 "ELF"))
    return false;
  const std::uint64_t size = number(54, 2);
  const std::uint64_t count = number(56, 2);
  for (std::uint64_t i = 0, at = number(32, 8); i < count && at + 4 <= head.size(); ++i, at += size)
    if (number(at, 4) == kInterpreter) return true;
  return false;
}

std::string beginning_of(const std::filesystem::path& program) {
  std::string text(4096, '\0');
  const Descriptor opened(::open(program.c_str(), O_RDONLY | O_CLOEXEC));
  const ssize_t size = opened.valid() ? ::read(opened.get(), text.data(), text.size()) : 0;
  text.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
  return text;
}

}  // namespace

std::optional<int> glibc_needed(const std::filesystem::path& program) {
  if (!has_loader(beginning_of(program))) return std::nullopt;
  const Result<std::string> bytes = read_file(program);
  if (!bytes) return std::nullopt;
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
