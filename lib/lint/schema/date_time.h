// Points in time as texts.
#pragma once

#include <string_view>

namespace cxsam::lint::schema {

/// "2026-01-31T12:00:00Z", with fractions of a second or without. `any_zone`: "+02:00" may stand for `Z`, and the letters may
/// be small. Source: RFC 3339, section 5.6.
bool is_date_time(std::string_view text, bool any_zone);

}  // namespace cxsam::lint::schema
