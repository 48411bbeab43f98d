// Text that comes in pieces: whether it is well-formed UTF-8 so far. Source: RFC 3629, section 4.
#pragma once

#include <cstdint>
#include <string_view>

namespace cxsam::http {

class Utf8Check {
 public:
  /// False at the first byte that cannot follow.
  bool feed(std::string_view bytes);
  /// Whether no character is begun and not ended.
  [[nodiscard]] bool is_whole() const { return left_ == 0; }

 private:
  bool begin(unsigned char byte);

  unsigned left_ = 0;                       // bytes of the character under way
  unsigned char low_ = 0x80, high_ = 0xBF;  // what its next byte may be
};

}  // namespace cxsam::http
