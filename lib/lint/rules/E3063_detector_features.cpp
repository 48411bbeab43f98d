#include "lint/places/values.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  for (const PlacedValue& detector : values_for_rule(context, "E3063"))
    if (!values_below(context, detector, {"DataSources"}).empty() && !values_below(context, detector, {"Features"}).empty())
      findings.add(detector.place, "the detector has `DataSources` and `Features`").hints.emplace_back("keep `Features`");
}

}  // namespace

extern const Rule rule_E3063_detector_features{
    .id = "E3063",
    .summary = "a GuardDuty detector has `Features` or the older `DataSources`",
    .why = "GuardDuty refuses a detector with both.",
    .check = check,
};

}  // namespace cxsam::lint
