#include "facts/schedule.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <span>

#include "base/text.h"

namespace cxsam::facts {
namespace {

constexpr std::array<std::string_view, 12> kMonths{"JAN", "FEB", "MAR", "APR", "MAY", "JUN",
                                                   "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"};
constexpr std::array<std::string_view, 7> kDays{"SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"};
// February's 29th comes around.
constexpr std::array<int, 12> kLongestMonths{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

struct FieldForm {
  std::string_view name;
  int lowest, highest;
  std::span<const std::string_view> names = {};  // of the values from `lowest` on
};
constexpr std::array kFields{
    FieldForm{"minutes", 0, 59},
    FieldForm{"hours", 0, 23},
    FieldForm{"day of the month", 1, 31},
    FieldForm{"month", 1, 12, kMonths},
    FieldForm{"day of the week", 1, 7, kDays},
    FieldForm{"year", 1970, 2199},
};
enum Index : std::size_t { kMinutes, kHours, kDayOfMonth, kMonth, kDayOfWeek, kYear };

/// The values of one field. `open` is `?`, and what is worked out from the calendar (L, W, #).
struct FieldValues {
  std::bitset<2200> values;
  bool open = false;
};

using Problem = std::optional<ScheduleProblem>;

Problem wrong(std::string message, std::string hint = {}) { return ScheduleProblem{{std::move(message), std::move(hint)}}; }

std::optional<int> value_of(std::string_view text, const FieldForm& form) {
  const auto named =
      std::ranges::find_if(form.names, [text](std::string_view name) { return equals_ignoring_case(name, text); });
  if (named != form.names.end()) return form.lowest + static_cast<int>(named - form.names.begin());
  const auto number = parse_int(text);
  if (!number || *number < form.lowest || *number > form.highest) return std::nullopt;
  return static_cast<int>(*number);
}

// "*", "5", "1-5", each with "/2".
bool add_part(std::string_view part, const FieldForm& form, FieldValues& field) {
  const std::size_t slash = part.find('/');
  std::int64_t step = 1;
  if (slash != std::string_view::npos) {
    const auto given = parse_int(part.substr(slash + 1));
    if (!given || *given < 1 || *given > form.highest) return false;
    step = *given;
    part = part.substr(0, slash);
  }
  int first = form.lowest, last = form.highest;
  if (part != "*" && !part.empty()) {
    const std::size_t dash = part.find('-');
    const auto from = value_of(part.substr(0, dash), form);
    const auto to = dash == std::string_view::npos ? from : value_of(part.substr(dash + 1), form);
    if (!from || !to) return false;
    first = *from;
    last = dash == std::string_view::npos && slash != std::string_view::npos ? form.highest : *to;
  } else if (part.empty() && slash == std::string_view::npos) {
    return false;
  }
  // A range may go over the end: FRI-MON.
  const int size = form.highest - form.lowest + 1;
  const int length = (last - first + size) % size;
  for (std::int64_t i = 0; i <= length; i += step)
    field.values.set(static_cast<std::size_t>(form.lowest + (first - form.lowest + i) % size));
  return true;
}

bool is_from_calendar(std::string_view text, std::size_t index) {
  if (index == kDayOfMonth) {
    if (text == "L" || text == "LW") return true;
    if (text.starts_with("L-")) return value_of(text.substr(2), kFields[kDayOfMonth]).has_value();
    return text.ends_with('W') && value_of(text.substr(0, text.size() - 1), kFields[kDayOfMonth]).has_value();
  }
  if (index != kDayOfWeek) return false;
  if (text == "L") return true;
  if (text.ends_with('L')) return value_of(text.substr(0, text.size() - 1), kFields[kDayOfWeek]).has_value();
  const std::size_t hash = text.find('#');
  if (hash == std::string_view::npos) return false;
  const auto nth = parse_int(text.substr(hash + 1));
  return value_of(text.substr(0, hash), kFields[kDayOfWeek]) && nth && *nth >= 1 && *nth <= 5;
}

Problem read_field(std::string_view text, std::size_t index, FieldValues& field) {
  const FieldForm& form = kFields[index];
  field.open = text == "?" || is_from_calendar(text, index);
  if (field.open && text == "?" && index != kDayOfMonth && index != kDayOfWeek)
    return wrong("has `?` as its " + std::string(form.name), "only one of the days can be `?`");
  if (field.open) return std::nullopt;
  for (const std::string_view part : split(text, ','))
    if (!add_part(part, form, field))
      return wrong("has `" + std::string(text) + "` as its " + std::string(form.name),
                   "values go from " + std::to_string(form.lowest) + " to " + std::to_string(form.highest));
  return std::nullopt;
}

int number_at(std::string_view text, std::size_t at, std::size_t length) {
  return static_cast<int>(parse_int(text.substr(at, length)).value_or(0));
}

/// Whether some day from today on fits.
bool fires(const std::array<FieldValues, 6>& fields, std::string_view today) {
  const int this_year = number_at(today, 0, 4), this_month = number_at(today, 5, 2), this_day = number_at(today, 8, 2);
  for (int year = std::max(this_year, kFields[kYear].lowest); year <= kFields[kYear].highest; ++year) {
    if (!fields[kYear].values[static_cast<std::size_t>(year)]) continue;
    const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    for (int month = year == this_year ? this_month : 1; month <= 12; ++month) {
      if (!fields[kMonth].values[static_cast<std::size_t>(month)]) continue;
      const int days = month == 2 && !leap ? 28 : kLongestMonths[static_cast<std::size_t>(month - 1)];
      const int first = year == this_year && month == this_month ? this_day : 1;
      if (fields[kDayOfMonth].open) return true;
      for (int day = first; day <= days; ++day)
        if (fields[kDayOfMonth].values[static_cast<std::size_t>(day)]) return true;
    }
  }
  return false;
}

std::string without_commas(std::span<const std::string_view> words) {
  std::string text;
  for (const std::string_view word : words)
    text.append(text.empty() ? "" : " ").append(word.substr(0, word.find_last_not_of(',') + 1));
  return text;
}

Problem check_cron(std::string_view inner, std::string_view today) {
  std::vector<std::string_view> words;
  for (const std::string_view word : split(inner, ' '))
    if (!trim(word).empty()) words.push_back(trim(word));
  if (words.size() != kFields.size())
    return wrong("has " + plural(words.size(), "field") + " and needs six",
                 "cron(minutes hours day-of-month month day-of-week year), as in cron(0 8 ? * MON-FRI *)");
  const auto ends_in_comma = [](std::string_view word) { return word.ends_with(','); };
  if (std::ranges::any_of(words, ends_in_comma))
    return wrong("parts its fields with commas", "blanks are between them: cron(" + without_commas(words) + ")");
  std::array<FieldValues, 6> fields;
  for (std::size_t i = 0; i < fields.size(); ++i)
    if (Problem problem = read_field(words[i], i, fields[i])) return problem;
  if ((words[kDayOfMonth] == "?") == (words[kDayOfWeek] == "?"))
    return wrong(
        "says " + std::string(words[kDayOfMonth] == "?" ? "neither" : "both") + " the day of the month and the day of the week",
        "one of them is `?`, the other is not");
  if (today.empty() || fires(fields, today)) return std::nullopt;
  return ScheduleProblem{{"never fires: no day from today on fits", "look at its days, months and years"}, "", true};
}

Problem check_rate(std::string_view inner, ScheduleService service) {
  static constexpr std::array<std::string_view, 3> kUnits{"minute", "hour", "day"};
  const std::vector<std::string_view> words = split(trim(inner), ' ');
  const auto count = words.size() == 2 ? parse_int(words[0]) : std::nullopt;
  if (!count || *count < 1) return wrong("is no rate", "rate(5 minutes), rate(1 hour), rate(7 days)");
  const bool is_plural = words[1].ends_with('s');
  const std::string_view unit = is_plural ? words[1].substr(0, words[1].size() - 1) : words[1];
  if (std::ranges::find(kUnits, unit) == kUnits.end())
    return wrong("counts in `" + std::string(words[1]) + "`", "units are minutes, hours and days");
  if (service == ScheduleService::Scheduler || is_plural != (*count == 1)) return std::nullopt;
  const std::string right = std::string(words[0]) + " " + std::string(unit) + (*count == 1 ? "" : "s");
  return ScheduleProblem{
      {"has the unit `" + std::string(words[1]) + "` after " + std::string(words[0]), "write `" + right + "`"},
      "rate(" + right + ")"};
}

Problem check_at(std::string_view inner, std::string_view today) {
  static constexpr std::string_view kForm = "dddd-dd-ddTdd:dd:dd";
  bool fits = inner.size() == kForm.size();
  for (std::size_t i = 0; fits && i < kForm.size(); ++i)
    fits = kForm[i] == 'd' ? inner[i] >= '0' && inner[i] <= '9' : inner[i] == kForm[i];
  if (!fits) return wrong("has no time that can be read", "at(2030-01-31T12:00:00)");
  if (inner.substr(0, 10) >= today) return std::nullopt;
  return ScheduleProblem{{"never fires: its time is past"}, "", true};
}

}  // namespace

std::optional<ScheduleProblem> check_schedule(std::string_view expression, std::string_view today, ScheduleService service) {
  const bool one_time = service == ScheduleService::Scheduler;
  expression = trim(expression);
  const auto inner_of = [expression](std::string_view name) -> std::optional<std::string_view> {
    if (!expression.starts_with(name) || !expression.ends_with(')')) return std::nullopt;
    return expression.substr(name.size(), expression.size() - name.size() - 1);
  };
  if (const auto inner = inner_of("rate(")) return check_rate(*inner, service);
  if (const auto inner = inner_of("cron(")) return check_cron(*inner, today);
  if (const auto inner = one_time ? inner_of("at(") : std::nullopt) return check_at(*inner, today);
  return wrong("is neither rate(...) nor cron(...)" + std::string(one_time ? " nor at(...)" : ""),
               "rate(5 minutes), cron(0 8 ? * MON-FRI *)");
}

}  // namespace cxsam::facts
