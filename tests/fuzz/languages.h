// Several small languages in one target: the input's first sign says which of them the rest is.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>

namespace cxsam::fuzz {

struct Language {
  char sign;
  void (*check)(std::string_view text);
};

/// What LLVMFuzzerTestOneInput returns: -1 for an input of no language, which is of no use in the corpus.
inline int check_one(std::span<const Language> languages, const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const auto language = std::ranges::find(languages, input.front(), &Language::sign);
  if (language == languages.end()) return -1;
  language->check(input.substr(1));
  return 0;
}

}  // namespace cxsam::fuzz
