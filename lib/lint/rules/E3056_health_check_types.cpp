#include "base/text.h"
#include "lint/places/values.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  for (const PlacedValue& type : values_for_rule(context, "E3056")) {
    if (!type.node->is_string() || type.text().find(',') == std::string_view::npos) continue;
    for (const std::string_view one : split(type.text(), ','))
      if (trim(one) == "EC2")
        findings.add(type.place, "`EC2` is listed with other health checks").hints.emplace_back("leave it out");
  }
}

}  // namespace

extern const Rule rule_E3056_health_check_types{
    .id = "E3056",
    .summary = "health checks of an Auto Scaling group are `EC2` or a list of the others",
    .why = "EC2's checks always count, and cannot be listed with others.",
    .check = check,
};

}  // namespace cxsam::lint
