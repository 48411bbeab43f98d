#include "runtime/proc_files.h"

#include <fcntl.h>
#include <unistd.h>

#include <charconv>

namespace cxsam::runtime {

std::string_view read_proc(const char* path, ProcBuffer& buffer) {
  const int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return {};
  const ssize_t size = read(file, buffer.data(), buffer.size());
  close(file);
  return {buffer.data(), size > 0 ? static_cast<std::size_t>(size) : 0};
}

std::uint64_t take_number(std::string_view& text) {
  const std::size_t first = text.find_first_of("0123456789");
  if (first == std::string_view::npos) {
    text = {};
    return 0;
  }
  std::uint64_t number = 0;
  const auto parsed = std::from_chars(text.data() + first, text.data() + text.size(), number);
  text.remove_prefix(static_cast<std::size_t>(parsed.ptr - text.data()));
  return number;
}

}  // namespace cxsam::runtime
