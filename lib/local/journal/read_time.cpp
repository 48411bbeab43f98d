#include "local/journal/read_time.h"

#include "aws/times.h"
#include "base/text.h"

namespace cxsam::local {

std::chrono::system_clock::time_point read_time(std::string_view iso) {
  constexpr std::size_t kSize = 24;
  constexpr std::size_t kFraction = 20;
  if (iso.size() != kSize) return {};
  const auto seconds = aws::parse_iso_time(iso);
  const auto fraction = parse_int(iso.substr(kFraction, 3));
  if (!seconds || !fraction) return {};
  return *seconds + std::chrono::milliseconds(*fraction);
}

}  // namespace cxsam::local
