#include "application/words.h"

#include <algorithm>
#include <string>

#include "base/text.h"

namespace cxsam::application {

void tell_unknown_word(const Worded& value, std::initializer_list<std::string_view> words, Diagnostics& diagnostics) {
  const auto is_written = [&](std::string_view word) { return equals_ignoring_case(word, value.written); };
  if (value.written.empty() || std::ranges::any_of(words, is_written)) return;
  std::string known;
  for (const std::string_view word : words) known.append(known.empty() ? "`" : ", `").append(word) += '`';
  std::string message = "`" + std::string(value.property) + "` is `" + std::string(value.written) + "`, and AWS takes " + known;
  message += value.counts.empty() ? ": it counts as not written" : ": it counts as `" + std::string(value.counts) + "`";
  diagnostics.warning("", value.where, std::move(message));
}

}  // namespace cxsam::application
