#include "lint/places/values.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  if (!resources_of(context, "AWS::CDK::Metadata").empty()) return;  // the CDK has looked the zones up
  for (const PlacedValue& value : values_for_rule(context, "W3010")) {
    if (value.chosen || !value.node->is_string() || value.text() == "all") continue;
    findings.add(value.place, "availability zone `" + std::string(value.text()) + "` is fixed in the template")
        .hints.emplace_back("write `!Select [0, !GetAZs '']`, or take it from a parameter");
  }
}

}  // namespace

extern const Rule rule_W3010_fixed_zone{
    .id = "W3010",
    .summary = "availability zones are not written into the template",
    .why = "Zones differ between accounts and Regions; `Fn::GetAZs` or a parameter makes the template work elsewhere.",
    .severity = Severity::Warning,
    .check = check,
};

}  // namespace cxsam::lint
