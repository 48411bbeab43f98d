// Schedule expressions: rate(...), cron(...) and at(...).
// Source: Amazon EventBridge user guide, "Schedule types"; EventBridge Scheduler user guide, "Schedule types".
#pragma once

#include <cstdint>
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

/// Rules of EventBridge want the unit of a rate to agree with its number. EventBridge Scheduler takes `1 minutes` and
/// `5 minute`, and at(...).
enum class ScheduleService : std::uint8_t { Rules, Scheduler };

/// What is wrong with `expression`, if anything. `today` is an ISO date; "" asks for the form only.
std::optional<ScheduleProblem> check_schedule(std::string_view expression, std::string_view today, ScheduleService service);

}  // namespace cxsam::facts
