#include "base/text.h"
#include "lint/places/values.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  for (const PlacedValue& domain : values_for_rule(context, "W3700")) {
    if (!domain.node->is_string() || equals_ignoring_case(domain.text(), "vpc") ||
        equals_ignoring_case(domain.text(), "standard"))
      continue;
    findings.add(domain.place, "`" + std::string(domain.text()) + "` is no domain of addresses")
        .hints.emplace_back("write `vpc`");
  }
}

}  // namespace

extern const Rule rule_W3700_address_domain{
    .id = "W3700",
    .summary = "the domain of an elastic address is one that EC2 has",
    .why = "EC2 takes any other word for `vpc`.",
    .severity = Severity::Warning,
    .check = check,
};

}  // namespace cxsam::lint
