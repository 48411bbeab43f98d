#include "build/escapes.h"

#include "base/text.h"

namespace cxsam::build {

std::string one_line(std::string_view text) { return replace_all(replace_all(std::string(text), "%", "%25"), "\n", "%0A"); }

std::string one_word(std::string_view text) { return replace_all(one_line(text), " ", "%20"); }

std::string unescaped(std::string_view text) {
  if (text.find('%') == std::string_view::npos) return std::string(text);
  return replace_all(replace_all(replace_all(std::string(text), "%20", " "), "%0A", "\n"), "%25", "%");
}

}  // namespace cxsam::build
