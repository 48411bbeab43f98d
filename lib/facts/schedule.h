// Schedule expressions: rate(...), cron(...) and at(...).
// Source: Amazon EventBridge user guide, "Schedule types"; EventBridge Scheduler user guide, "Schedule types".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "diagnostic/complaint.h"

namespace cxsam::facts {

/// Its message continues "this schedule ...".
struct ScheduleProblem : Complaint {
  std::string instead = {};  // the expression that must have been meant, where that is certain
  bool never_fires = false;  // it is well-formed, and no moment after today fits
};

/// What is wrong with `expression`, if anything. `today` is an ISO date; "" asks for the form only. `one_time` says that
/// at(...) is allowed.
std::optional<ScheduleProblem> check_schedule(std::string_view expression, std::string_view today, bool one_time);

}  // namespace cxsam::facts
