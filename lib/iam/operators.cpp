#include "iam/operators.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <compare>

#include "base/hash.h"
#include "base/text.h"
#include "base/time_parse.h"
#include "iam/addresses.h"

namespace cxsam::iam {
namespace {

bool string_equals(std::string_view given, const Pattern& wanted) { return given == wanted.text(); }

bool string_equals_any_case(std::string_view given, const Pattern& wanted) {
  return equals_ignoring_case(given, wanted.text());
}

bool string_like(std::string_view given, const Pattern& wanted) { return wanted.matches(given); }

bool arn_like(std::string_view given, const Pattern& wanted) { return wanted.matches_arn(given); }

bool in_range(std::string_view given, const Pattern& wanted) { return is_in_range(given, wanted.text()); }

std::optional<double> number_of(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// Seconds since 1970, of a day, a time or such seconds.
std::optional<double> time_of(std::string_view text) {
  if (const std::optional<double> seconds = number_of(text); seconds) return seconds;
  auto time = parse_iso_time(text);
  if (!time && text.size() == 17) time = parse_iso_time(std::string(text.substr(0, 16)) + ":00Z");
  if (!time && text.size() == 10) time = parse_iso_time(std::string(text) + "T00:00:00Z");
  if (!time) return std::nullopt;
  return std::chrono::duration<double>(time->time_since_epoch()).count();
}

bool is_number(std::string_view text) { return number_of(text).has_value(); }
bool is_time(std::string_view text) { return time_of(text).has_value(); }
bool is_bool(std::string_view text) { return equals_ignoring_case(text, "true") || equals_ignoring_case(text, "false"); }
bool is_base64(std::string_view text) { return base64_decode(text).has_value(); }

using Read = std::optional<double> (*)(std::string_view);

std::partial_ordering compare(Read read, std::string_view given, const Pattern& wanted) {
  const std::optional<double> a = read(given);
  const std::optional<double> b = read(wanted.text());
  return a && b ? *a <=> *b : std::partial_ordering::unordered;
}

template <Read kRead>
bool equal(std::string_view given, const Pattern& wanted) {
  return compare(kRead, given, wanted) == std::partial_ordering::equivalent;
}
template <Read kRead>
bool less(std::string_view given, const Pattern& wanted) {
  return compare(kRead, given, wanted) == std::partial_ordering::less;
}
template <Read kRead>
bool greater(std::string_view given, const Pattern& wanted) {
  return compare(kRead, given, wanted) == std::partial_ordering::greater;
}
template <Read kRead>
bool less_or_equal(std::string_view given, const Pattern& wanted) {
  return less<kRead>(given, wanted) || equal<kRead>(given, wanted);
}
template <Read kRead>
bool greater_or_equal(std::string_view given, const Pattern& wanted) {
  return greater<kRead>(given, wanted) || equal<kRead>(given, wanted);
}

constexpr auto kComparisons = std::to_array<Comparison>({
    {"StringEquals", string_equals},
    {"StringNotEquals", string_equals, true},
    {"StringEqualsIgnoreCase", string_equals_any_case},
    {"StringNotEqualsIgnoreCase", string_equals_any_case, true},
    {"StringLike", string_like},
    {"StringNotLike", string_like, true},
    {"NumericEquals", equal<number_of>, false, is_number},
    {"NumericNotEquals", equal<number_of>, true, is_number},
    {"NumericLessThan", less<number_of>, false, is_number},
    {"NumericLessThanEquals", less_or_equal<number_of>, false, is_number},
    {"NumericGreaterThan", greater<number_of>, false, is_number},
    {"NumericGreaterThanEquals", greater_or_equal<number_of>, false, is_number},
    {"DateEquals", equal<time_of>, false, is_time},
    {"DateNotEquals", equal<time_of>, true, is_time},
    {"DateLessThan", less<time_of>, false, is_time},
    {"DateLessThanEquals", less_or_equal<time_of>, false, is_time},
    {"DateGreaterThan", greater<time_of>, false, is_time},
    {"DateGreaterThanEquals", greater_or_equal<time_of>, false, is_time},
    {"Bool", string_equals_any_case, false, is_bool},
    {"BinaryEquals", string_equals, false, is_base64},
    {"IpAddress", in_range, false, is_range},
    {"NotIpAddress", in_range, true, is_range},
    {"ArnEquals", arn_like},
    {"ArnLike", arn_like},
    {"ArnNotEquals", arn_like, true},
    {"ArnNotLike", arn_like, true},
});

}  // namespace

std::optional<Operator> find_operator(std::string_view name) {
  Operator found;
  if (name.starts_with("ForAnyValue:")) found.set = Operator::Set::Any;
  if (name.starts_with("ForAllValues:")) found.set = Operator::Set::All;
  if (found.set != Operator::Set::One) name.remove_prefix(name.find(':') + 1);
  if (name == "Null") return found;
  if (name.ends_with("IfExists")) {
    found.if_exists = true;
    name.remove_suffix(std::string_view("IfExists").size());
  }
  const auto* comparison = std::ranges::find(kComparisons, name, &Comparison::name);
  if (comparison == kComparisons.end()) return std::nullopt;
  found.comparison = comparison;
  return found;
}

}  // namespace cxsam::iam
