#include "base/text.h"
#include "facts/schedule.h"
#include "lint/fixes/fixes.h"

namespace cxsam::lint {
namespace {

std::optional<Edit> fix(const Report& report, const Diagnostic& finding) {
  const FixPlace place = fix_place(report, finding);
  if (!place.node || !place.node->is_string()) return std::nullopt;
  const std::string& expression = place.node->text;
  const auto problem = facts::check_schedule(expression, "", facts::ScheduleService::Rules);
  const std::string written(report.sources.slice(place.node->span));
  if (!problem || problem->instead.empty() || written.find(expression) == std::string::npos) return std::nullopt;
  return Edit{place.node->span, replace_all(written, expression, problem->instead)};
}

}  // namespace

extern const Fixer fixer_CX3005_schedule{.id = "CX3005", .safe = true, .fix = fix};

}  // namespace cxsam::lint
