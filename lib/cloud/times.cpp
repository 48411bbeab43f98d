#include "cloud/times.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include <fmt/format.h>

#include "base/arithmetic.h"
#include "base/ascii.h"
#include "base/text.h"
#include "cloud/time_phrases.h"

namespace cxsam::cloud {
namespace {

using std::chrono::seconds;
using WallTime = Clock::WallTime;

constexpr std::array<std::string_view, 12> kMonths{"january", "february", "march",     "april",   "may",      "june",
                                                   "july",    "august",   "september", "october", "november", "december"};

constexpr std::array<std::string_view, 7> kWeekdays{"sunday",   "monday", "tuesday", "wednesday",
                                                    "thursday", "friday", "saturday"};

struct Distance {
  seconds time{0};
  std::int64_t months = 0;  // which are not all of one length
};

struct Unit {
  std::string_view names;  // separated by blanks
  Distance length;
};
constexpr std::array kUnits{
    Unit{"s sec secs second seconds", {seconds(1)}},
    Unit{"m min mins minute minutes", {std::chrono::minutes(1)}},
    Unit{"h hr hrs hour hours", {std::chrono::hours(1)}},
    Unit{"d day days", {std::chrono::days(1)}},
    Unit{"w wk wks week weeks", {std::chrono::weeks(1)}},
    Unit{"fortnight fortnights", {std::chrono::weeks(2)}},
    Unit{"mo month months", {seconds(0), 1}},
    Unit{"y yr yrs year years", {seconds(0), 12}},
};

std::optional<Distance> unit_named(std::string_view name) {
  for (const Unit& unit : kUnits)
    for (const std::string_view each : split(unit.names, ' '))
      if (each == name) return unit.length;
  return std::nullopt;
}

/// Words at blanks and commas.
std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(" ,\t"), text.size());
    if (end > 0) words.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

bool is_of_number(char c) { return is_digit(c) || c == '.'; }

/// "1h30m" -> 1, h, 30, m
std::vector<std::string_view> numbers_and_letters(const std::vector<std::string_view>& words) {
  std::vector<std::string_view> parts;
  for (std::string_view word : words) {
    while (!word.empty()) {
      std::size_t end = 1;
      while (end < word.size() && is_of_number(word[end]) == is_of_number(word[0])) ++end;
      parts.push_back(word.substr(0, end));
      word.remove_prefix(end);
    }
  }
  return parts;
}

/// "an", "5", "1.5"; at most a million.
std::optional<double> parse_count(std::string_view word) {
  if (word == "a" || word == "an") return 1;
  double count = 0;
  const char* last = word.data() + word.size();
  const auto [end, error] = std::from_chars(word.data(), last, count, std::chars_format::fixed);
  if (!is_of_number(word.front()) || error != std::errc() || end != last || count > 1e6) return std::nullopt;
  return count;
}

/// "5 minutes ago", "an hour ago", "last week", "in 2 hours", "90s", "1.5 hours ago": how far from now.
std::optional<Distance> parse_distance(std::vector<std::string_view> words) {
  if (words.empty()) return std::nullopt;
  const bool ahead = words.front() == "in" || words.front() == "next";
  if (words.front() == "last" || words.front() == "next") {
    words.front() = "a";
  } else if (ahead) {
    words.erase(words.begin());
  } else if (words.back() == "ago") {
    words.pop_back();
  }
  const std::vector<std::string_view> parts = numbers_and_letters(words);
  if (parts.empty() || parts.size() % 2 != 0) return std::nullopt;
  Distance all;
  const int sign = ahead ? 1 : -1;
  for (std::size_t i = 0; i < parts.size(); i += 2) {
    const auto count = parse_count(parts[i]);
    const auto unit = unit_named(parts[i + 1]);
    if (!count || !unit) return std::nullopt;
    const double months = *count * static_cast<double>(unit->months);
    if (months != std::floor(months)) return std::nullopt;  // it may have 28 days or 31
    all.time += sign * seconds(nearest_whole(*count * static_cast<double>(unit->time.count())));
    all.months += sign * nearest_whole(months);
  }
  if (std::abs(all.months) > 12 * 1000) return std::nullopt;
  return all;
}

/// The last day of a month stands for those that it does not have.
WallTime moved(WallTime now, const Distance& distance) {
  const auto today = std::chrono::floor<std::chrono::days>(now);
  auto date = std::chrono::year_month_day(today) + std::chrono::months(distance.months);
  if (!date.ok()) date = date.year() / date.month() / std::chrono::last;
  return std::chrono::sys_days(date) + (now - today) + distance.time;
}

/// What the words of a date have said so far.
struct Said {
  std::optional<std::chrono::sys_days> day;
  std::optional<std::chrono::weekday> weekday;
  std::optional<int> month, day_of_month, year;
  std::optional<seconds> time;
  std::optional<seconds> offset;  // of the zone
};

std::optional<int> number(std::string_view text, int least, int most) {
  const auto value = parse_int(text);
  if (!value || text.empty() || !is_digit(text.front()) || *value < least || *value > most) return std::nullopt;
  return static_cast<int>(*value);
}

std::optional<std::chrono::sys_days> day_of(std::optional<int> year, std::optional<int> month, std::optional<int> day) {
  if (!year || !month || !day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days(date);
}

/// "2026-03-04", "2026/03/04", "03/04/2026" with the month first.
bool take_date(Said& said, std::string_view word) {
  const char separator = word.find('-') != std::string_view::npos ? '-' : '/';
  const auto parts = split(word, separator);
  if (parts.size() != 3 || said.day) return false;
  const bool year_first = parts[0].size() == 4;
  said.day = year_first ? day_of(number(parts[0], 1970, 9999), number(parts[1], 1, 12), number(parts[2], 1, 31))
                        : day_of(number(parts[2], 1970, 9999), number(parts[0], 1, 12), number(parts[1], 1, 31));
  return said.day.has_value();
}

/// "z", "utc", "+02:00", "-0530"
bool take_zone(Said& said, std::string_view word) {
  if (said.offset) return false;
  if (word == "z" || word == "utc" || word == "gmt") {
    said.offset = seconds(0);
    return true;
  }
  if (word.size() < 3 || (word[0] != '+' && word[0] != '-')) return false;
  const std::string digits = replace_all(std::string(word.substr(1)), ":", "");
  const auto hours = number(digits.substr(0, 2), 0, 23);
  const auto minutes = digits.size() == 2 ? std::optional<int>(0) : number(digits.substr(2), 0, 59);
  if (!hours || !minutes || (digits.size() != 2 && digits.size() != 4)) return false;
  const seconds offset = std::chrono::hours(*hours) + std::chrono::minutes(*minutes);
  said.offset = word[0] == '-' ? -offset : offset;
  return true;
}

bool take_half(Said& said, std::string_view word) {
  if (!said.time || (word != "am" && word != "pm")) return false;
  const auto hours = std::chrono::duration_cast<std::chrono::hours>(*said.time);
  if (hours.count() > 12 || hours.count() < 1) return false;
  if (word == "pm" && hours.count() != 12) *said.time += std::chrono::hours(12);
  if (word == "am" && hours.count() == 12) *said.time -= std::chrono::hours(12);
  return true;
}

/// "05:06", "05:06:07.891", with "pm" or a zone right behind it.
bool take_time(Said& said, std::string_view word) {
  if (said.time) return false;
  const std::size_t end = std::min(word.find_first_not_of("0123456789:."), word.size());
  const auto parts = split(word.substr(0, end), ':');
  const bool hour_alone = parts.size() == 1 && (word.ends_with("am") || word.ends_with("pm"));
  if (!hour_alone && (parts.size() < 2 || parts.size() > 3)) return false;
  const std::string_view second = parts.size() == 3 ? parts[2].substr(0, parts[2].find('.')) : "0";
  const auto hours = number(parts[0], 0, 23), minutes = number(hour_alone ? "0" : parts[1], 0, 59),
             rest = number(second, 0, 59);
  if (!hours || !minutes || !rest) return false;
  said.time = std::chrono::hours(*hours) + std::chrono::minutes(*minutes) + seconds(*rest);
  const std::string_view behind = word.substr(end);
  return behind.empty() || take_half(said, behind) || take_zone(said, behind);
}

/// "4", "4th", "mar", "march", "2026"
bool take_part_of_date(Said& said, std::string_view word) {
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    if (word.size() < 3 || !kMonths[i].starts_with(word) || said.month) continue;
    said.month = static_cast<int>(i) + 1;
    return true;
  }
  if (word.size() == 4 && !said.year) {
    said.year = number(word, 1970, 9999);
    if (said.year) return true;
  }
  for (const std::string_view ending : {"st", "nd", "rd", "th"})
    if (word.ends_with(ending)) word.remove_suffix(2);
  if (said.day_of_month || word.size() > 2) return false;
  said.day_of_month = number(word, 1, 31);
  return said.day_of_month.has_value();
}

bool take_name(Said& said, std::string_view word, WallTime now) {
  const auto today = std::chrono::floor<std::chrono::days>(now);
  if (word == "at" || word == "on" || word == "last") return true;
  const auto* weekday = std::ranges::find_if(kWeekdays, [&](std::string_view name) { return name.starts_with(word); });
  if (word.size() >= 3 && weekday != kWeekdays.end() && !said.weekday) {
    said.weekday = std::chrono::weekday(static_cast<unsigned>(weekday - kWeekdays.begin()));
    return true;
  }
  if (said.day) return false;
  if (word == "today") said.day = today;
  if (word == "yesterday") said.day = today - std::chrono::days(1);
  if (word == "tomorrow") said.day = today + std::chrono::days(1);
  return said.day.has_value();
}

bool take(Said& said, std::string_view word, WallTime now) {
  if (const std::size_t t = word.find('t'); t == 10 && is_digit(word[9]))  // 2026-03-04T05:06
    return take_date(said, word.substr(0, t)) && take_time(said, word.substr(t + 1));
  return take_name(said, word, now) || take_date(said, word) || take_time(said, word) || take_half(said, word) ||
         take_zone(said, word) || take_part_of_date(said, word);
}

/// Takes "2 days ago" off the front: a day, where an hour comes behind it.
bool take_days_ago(Said& said, std::vector<std::string_view>& words, WallTime now) {
  const auto ago = std::ranges::find(words, "ago");
  if (ago == words.end()) return true;
  const auto distance = parse_distance({words.begin(), ago});
  if (!distance || distance->time % std::chrono::days(1) != seconds(0)) return false;
  said.day = std::chrono::floor<std::chrono::days>(moved(now, *distance));
  words.erase(words.begin(), ago + 1);
  return !words.empty();
}

std::optional<WallTime> parse_date(std::vector<std::string_view> words, WallTime now) {
  Said said;
  if (!take_days_ago(said, words, now)) return std::nullopt;
  for (const std::string_view word : words)
    if (!take(said, word, now)) return std::nullopt;
  const auto today = std::chrono::floor<std::chrono::days>(now);
  if (said.month || said.day_of_month || said.year) {
    if (said.day) return std::nullopt;
    if (!said.year) said.year = static_cast<int>(std::chrono::year_month_day(today).year());
    said.day = day_of(said.year, said.month, said.day_of_month);
    if (!said.day) return std::nullopt;
  }
  if (!said.day && said.weekday) said.day = today - (std::chrono::weekday(today) - *said.weekday);
  if (said.weekday && std::chrono::weekday(*said.day) != *said.weekday) return std::nullopt;
  if (!said.day && !said.time) return std::nullopt;
  return said.day.value_or(today) + said.time.value_or(seconds(0)) - said.offset.value_or(seconds(0));
}

/// 10 digits are seconds, 13 milliseconds.
std::optional<WallTime> parse_epoch(std::string_view text) {
  const auto value = parse_int(text);
  if (!value || (text.size() != 10 && text.size() != 13)) return std::nullopt;
  return WallTime(text.size() == 10 ? std::chrono::milliseconds(*value * 1000) : std::chrono::milliseconds(*value));
}

/// With what stands between day and hour.
std::string date_text(std::int64_t microseconds, char between) {
  const WallTime time{std::chrono::duration_cast<WallTime::duration>(std::chrono::microseconds(microseconds))};
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(std::chrono::floor<seconds>(time - day));
  const std::int64_t fraction = ((microseconds % 1'000'000) + 1'000'000) % 1'000'000;
  return fmt::format("{:04}-{:02}-{:02}{}{:02}:{:02}:{:02}{}+00:00", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), between, clock.hours().count(),
                     clock.minutes().count(), clock.seconds().count(), fraction == 0 ? "" : fmt::format(".{:06}", fraction));
}

}  // namespace

std::optional<WallTime> parse_when(std::string_view text, WallTime now) {
  const std::string lower = in_numbers(to_lower(trim(text)));
  if (lower == "now" || lower == "today") return now;
  if (lower == "yesterday") return now - std::chrono::days(1);
  if (lower == "tomorrow") return now + std::chrono::days(1);
  if (const auto epoch = parse_epoch(lower)) return epoch;
  const std::vector<std::string_view> words = words_of(lower);
  if (const auto distance = parse_distance(words)) return moved(now, *distance);
  return parse_date(words, now);
}

std::string iso_with_offset(std::int64_t epoch_ms) { return date_text(epoch_ms * 1000, 'T'); }

std::string python_time(double epoch) { return date_text(nearest_whole(epoch * 1e6), ' '); }

}  // namespace cxsam::cloud
