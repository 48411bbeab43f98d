#include "base/base64url.h"

#include <algorithm>

#include "base/hash.h"

namespace cxsam {

std::optional<std::string> base64url_decode(std::string_view text) {
  if (text.find_first_of("+/=\r\n") != std::string_view::npos) return std::nullopt;
  std::string plain(text);
  std::ranges::replace(plain, '-', '+');
  std::ranges::replace(plain, '_', '/');
  return base64_decode(plain);
}

std::string base64url_encode(std::string_view data) {
  std::string text = base64_encode(data);
  std::ranges::replace(text, '+', '-');
  std::ranges::replace(text, '/', '_');
  text.resize(std::min(text.find('='), text.size()));
  return text;
}

}  // namespace cxsam
