#include "base/time_parse.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "base/text.h"

namespace cxsam {
namespace {

using std::chrono::seconds;
using Time = std::chrono::system_clock::time_point;

std::optional<std::int64_t> digits(std::string_view text, std::size_t at, std::size_t count) {
  if (text.size() < at + count) return std::nullopt;
  const std::string_view part = text.substr(at, count);
  const bool all = std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; });
  return all ? parse_int(part) : std::nullopt;
}

using Number = std::optional<std::int64_t>;

std::optional<Time> at(Number year, Number month, Number day, Number hour, Number minute, Number second) {
  if (!year || !month || !day || !hour || !minute || !second) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(*year)),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok() || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
  return std::chrono::sys_days(date) + std::chrono::hours(*hour) + std::chrono::minutes(*minute) + seconds(*second);
}

/// "Z", "UTC", "+02:00", "-0330"
std::optional<seconds> offset_of(std::string_view zone) {
  if (zone == "Z" || zone == "z" || zone == "UTC" || zone.empty()) return seconds(0);
  if (zone.front() != '+' && zone.front() != '-') return std::nullopt;
  const Number hours = digits(zone, 1, 2);
  const Number minutes = digits(zone, zone.size() == 6 && zone[3] == ':' ? 4 : 3, 2);
  if (!hours || !minutes) return std::nullopt;
  const seconds offset(*hours * 3600 + *minutes * 60);
  return zone.front() == '-' ? -offset : offset;
}

}  // namespace

std::optional<Time> parse_amz_date(std::string_view text) {
  if (text.size() != 16 || text[8] != 'T' || text[15] != 'Z') return std::nullopt;
  return at(digits(text, 0, 4), digits(text, 4, 2), digits(text, 6, 2), digits(text, 9, 2), digits(text, 11, 2),
            digits(text, 13, 2));
}

std::optional<Time> parse_iso_time(std::string_view text) {
  text = trim(text);
  if (text.size() < 19 || text[4] != '-' || text[7] != '-' || (text[10] != 'T' && text[10] != ' ')) return std::nullopt;
  const auto time = at(digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2), digits(text, 11, 2), digits(text, 14, 2),
                       digits(text, 17, 2));
  std::string_view zone = text.substr(19);
  if (zone.starts_with('.')) zone = zone.substr(std::min(zone.find_first_not_of("0123456789", 1), zone.size()));
  const auto offset = offset_of(zone);
  if (!time || !offset) return std::nullopt;
  return *time - *offset;
}

std::optional<Time> parse_http_date(std::string_view text) {
  constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  if (text.size() < 29 || text[3] != ',') return std::nullopt;
  const auto month = std::ranges::find(kMonths, text.substr(8, 3));
  if (month == kMonths.end()) return std::nullopt;
  return at(digits(text, 12, 4), month - kMonths.begin() + 1, digits(text, 5, 2), digits(text, 17, 2), digits(text, 20, 2),
            digits(text, 23, 2));
}

}  // namespace cxsam
