#include "application/words.h"

#include <algorithm>
#include <string>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/text.h"

namespace cxsam::application {

void tell_unknown_word(const Worded& value, std::initializer_list<std::string_view> words, Diagnostics& diagnostics) {
  const auto is_written = [&](std::string_view word) { return equals_ignoring_case(word, value.written); };
  if (value.written.empty() || std::ranges::any_of(words, is_written)) return;
  const std::string counts = value.counts.empty() ? "not written" : "`" + std::string(value.counts) + "`";
  std::string message = fmt::format("`{}` is `{}`, and AWS takes `{}`: it counts as {}", value.property, value.written,
                                    fmt::join(words, "`, `"), counts);
  diagnostics.warning("", value.where, std::move(message));
}

}  // namespace cxsam::application
