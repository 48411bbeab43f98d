#include "lint/schema/date_time.h"

#include <algorithm>

#include "base/ascii.h"

namespace cxsam::lint::schema {
namespace {

/// Takes the parts of a text off its front.
struct Parts {
  std::string_view text;
  bool is_right = true;

  void number(std::size_t digits, int least, int most) {
    int value = 0;
    is_right = is_right && text.size() >= digits && std::ranges::all_of(text.substr(0, digits), is_digit);
    if (!is_right) return;
    for (const char digit : text.substr(0, digits)) value = value * 10 + (digit - '0');
    text.remove_prefix(digits);
    is_right = value >= least && value <= most;
  }

  void one_of(std::string_view signs) {
    is_right = is_right && !text.empty() && signs.find(text.front()) != std::string_view::npos;
    if (is_right) text.remove_prefix(1);
  }

  void fraction() {
    if (!is_right || !text.starts_with('.')) return;
    const std::size_t digits = static_cast<std::size_t>(std::ranges::find_if_not(text.substr(1), is_digit) - text.begin()) - 1;
    is_right = digits > 0;
    text.remove_prefix(digits + 1);
  }
};

}  // namespace

bool is_date_time(std::string_view text, bool any_zone) {
  Parts parts{text};
  parts.number(4, 0, 9999);
  parts.one_of("-");
  parts.number(2, 1, 12);
  parts.one_of("-");
  parts.number(2, 1, 31);
  parts.one_of(any_zone ? "Tt " : "T");
  parts.number(2, 0, 23);
  parts.one_of(":");
  parts.number(2, 0, 59);
  parts.one_of(":");
  parts.number(2, 0, any_zone ? 60 : 59);
  parts.fraction();
  if (any_zone && parts.is_right && !parts.text.empty() && (parts.text.front() == '+' || parts.text.front() == '-')) {
    parts.one_of("+-");
    parts.number(2, 0, 23);
    parts.one_of(":");
    parts.number(2, 0, 59);
  } else {
    parts.one_of(any_zone ? "Zz" : "Z");
  }
  return parts.is_right && parts.text.empty();
}

}  // namespace cxsam::lint::schema
