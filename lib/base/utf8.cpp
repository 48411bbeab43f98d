#include "base/utf8.h"

#include "base/text.h"

namespace cxsam {

std::string valid_utf8(std::string_view text) {
  std::string valid;
  for (auto broken = find_invalid_utf8(text); broken; broken = find_invalid_utf8(text)) {
    valid += text.substr(0, *broken);
    valid += "\uFFFD";
    text.remove_prefix(*broken + 1);
  }
  return valid += text;
}

}  // namespace cxsam
