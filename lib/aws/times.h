// Times as AWS writes them.
#pragma once

#include <string>

#include "base/time_parse.h"
#include "loop/clock.h"

namespace cxsam::aws {

using cxsam::parse_amz_date;
using cxsam::parse_http_date;
using cxsam::parse_iso_time;

/// "20260304T050607Z"
std::string amz_date(Clock::WallTime time);
/// "2026-03-04T05:06:07Z"
std::string iso_seconds(Clock::WallTime time);

}  // namespace cxsam::aws
