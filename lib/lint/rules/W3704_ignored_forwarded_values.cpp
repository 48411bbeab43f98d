#include "lint/places/values.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  for (const PlacedValue& behavior : values_for_rule(context, "W3704"))
    for (const PlacedValue& policy : values_below(context, behavior, {"CachePolicyId"}))
      for (const PlacedValue& values : values_below(context, where_chosen(behavior, policy), {"ForwardedValues"}))
        findings.add(values.member, "`ForwardedValues` means nothing beside `CachePolicyId`");
}

}  // namespace

extern const Rule rule_W3704_ignored_forwarded_values{
    .id = "W3704",
    .summary = "a cache behaviour has a cache policy or `ForwardedValues`",
    .why = "With `CachePolicyId` CloudFront drops the older `ForwardedValues`.",
    .severity = Severity::Warning,
    .check = check,
};

}  // namespace cxsam::lint
