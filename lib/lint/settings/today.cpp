#include "lint/settings/today.h"

#include <ctime>

#include <fmt/format.h>

#include "base/text.h"

namespace cxsam::lint {

std::string iso_date(std::int64_t seconds) {
  const std::time_t time = seconds;
  std::tm parts{};
  if (gmtime_r(&time, &parts) == nullptr) return {};
  return fmt::format("{:04}-{:02}-{:02}", parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday);
}

std::string today(const std::optional<std::string>& source_date_epoch) {
  const std::optional<std::int64_t> pinned = source_date_epoch ? parse_int(*source_date_epoch) : std::nullopt;
  return iso_date(pinned.value_or(std::time(nullptr)));
}

}  // namespace cxsam::lint
