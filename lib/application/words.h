// Properties whose values are a few words.
#pragma once

#include <initializer_list>
#include <string_view>

#include "diagnostic/diagnostic.h"

namespace cxsam::application {

/// A property that has something else than one of its words, which AWS refuses.
struct Worded {
  std::string_view property;  // "passthroughBehavior"
  std::string_view written;
  std::string_view counts;  // what stands in for another word: one of them, "" for the absence of the property
  Span where;
};

/// Warns when a word is written that is none of `words`, in any case.
void tell_unknown_word(const Worded& value, std::initializer_list<std::string_view> words, Diagnostics& diagnostics);

}  // namespace cxsam::application
