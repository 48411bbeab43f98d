#include "base/time_text.h"

#include <array>
#include <ctime>
#include <string_view>

namespace cxsam {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::system_clock;

constexpr std::array<std::string_view, 7> kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/// Made for every request, so without strftime, which asks for the locale.
struct Parts {
  explicit Parts(system_clock::time_point time)
      : date(floor<days>(time)),
        weekday(floor<days>(time)),
        clock(floor<std::chrono::milliseconds>(time) - floor<days>(time)) {}

  std::chrono::year_month_day date;
  std::chrono::weekday weekday;
  std::chrono::hh_mm_ss<std::chrono::milliseconds> clock;

  [[nodiscard]] std::string_view month_name() const { return kMonths[static_cast<unsigned>(date.month()) - 1]; }
};

void add_number(std::string& text, std::int64_t number, int digits) {
  for (std::int64_t unit = digits == 4 ? 1000 : digits == 3 ? 100 : 10; unit > 0; unit /= 10) {
    text += static_cast<char>('0' + number / unit % 10);
  }
}

void add_clock(std::string& text, std::int64_t hours, std::int64_t minutes, std::int64_t seconds) {
  add_number(text, hours, 2);
  text += ':';
  add_number(text, minutes, 2);
  text += ':';
  add_number(text, seconds, 2);
}

void add_clock(std::string& text, const Parts& parts) {
  add_clock(text, parts.clock.hours().count(), parts.clock.minutes().count(), parts.clock.seconds().count());
}

void add_day_first(std::string& text, const Parts& parts, char between) {
  add_number(text, static_cast<unsigned>(parts.date.day()), 2);
  text += between;
  text += parts.month_name();
  text += between;
  add_number(text, static_cast<int>(parts.date.year()), 4);
}

/// Requests of the same second have the same text.
class LastSecond {
 public:
  explicit LastSecond(std::string (*make)(system_clock::time_point)) : make_(make) {}
  const std::string& of(system_clock::time_point time) {
    const auto second = floor<std::chrono::seconds>(time);
    if (text_.empty() || second != second_) text_ = make_(time);
    second_ = second;
    return text_;
  }

 private:
  std::string (*make_)(system_clock::time_point);
  std::chrono::sys_seconds second_;
  std::string text_;
};

std::string make_http_date(system_clock::time_point time) {
  const Parts parts(time);
  std::string text(kDays[parts.weekday.c_encoding()]);
  text += ", ";
  add_day_first(text, parts, ' ');
  text += ' ';
  add_clock(text, parts);
  text += " GMT";
  return text;
}

std::string make_access_log_time(system_clock::time_point time) {
  const Parts parts(time);
  std::string text;
  add_day_first(text, parts, '/');
  text += ':';
  add_clock(text, parts);
  text += " +0000";
  return text;
}

std::string make_local_log_time(system_clock::time_point time) {
  const std::time_t seconds = system_clock::to_time_t(time);
  std::tm parts{};
  localtime_r(&seconds, &parts);
  std::string text;
  add_number(text, parts.tm_mday, 2);
  text += '/';
  text += kMonths[static_cast<std::size_t>(parts.tm_mon)];
  text += '/';
  add_number(text, parts.tm_year + 1900, 4);
  text += ' ';
  add_clock(text, parts.tm_hour, parts.tm_min, parts.tm_sec);
  return text;
}

}  // namespace

std::int64_t epoch_ms(system_clock::time_point time) {
  return floor<std::chrono::milliseconds>(time.time_since_epoch()).count();
}

std::string iso_time(system_clock::time_point time) {
  const Parts parts(time);
  std::string text;
  add_number(text, static_cast<int>(parts.date.year()), 4);
  text += '-';
  add_number(text, static_cast<unsigned>(parts.date.month()), 2);
  text += '-';
  add_number(text, static_cast<unsigned>(parts.date.day()), 2);
  text += 'T';
  add_clock(text, parts);
  text += '.';
  add_number(text, parts.clock.subseconds().count(), 3);
  text += 'Z';
  return text;
}

std::string http_date(system_clock::time_point time) {
  thread_local LastSecond last(make_http_date);
  return last.of(time);
}

std::string access_log_time(system_clock::time_point time) {
  thread_local LastSecond last(make_access_log_time);
  return last.of(time);
}

std::string local_log_time(system_clock::time_point time) {
  thread_local LastSecond last(make_local_log_time);
  return last.of(time);
}

}  // namespace cxsam
