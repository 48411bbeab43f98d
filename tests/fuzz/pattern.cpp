// Regular expressions: the input's first line is the expression, the rest is the text.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "template/pattern.h"

using namespace cxsam;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t end = std::min(input.find('\n'), size);
  const std::string_view text = input.substr(std::min(end + 1, size));
  const Result<tmpl::Pattern> pattern = tmpl::Pattern::compile(input.substr(0, end));
  if (!pattern) return pattern.error().message.empty() ? std::abort(), 0 : 0;
  const auto whole = pattern->matches_whole(text);
  const auto somewhere = pattern->matches_somewhere(text);
  // What matches as a whole matches somewhere; either may have taken too long.
  if (whole.value_or(false) && !somewhere.value_or(true)) std::abort();
  return 0;
}
