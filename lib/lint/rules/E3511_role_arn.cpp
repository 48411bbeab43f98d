#include "lint/places/values.h"
#include "lint/rule.h"
#include "template/pattern.h"

namespace cxsam::lint {
namespace {

// Source: IAM user guide, "IAM identifiers" (ARNs, names).
constexpr std::string_view kRole = "^arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/[a-zA-Z_0-9+=,.@\\-_/]+$";

void check(const CheckContext& context, Findings& findings) {
  const Result<tmpl::Pattern> role = tmpl::Pattern::compile(kRole);
  for (const PlacedValue& arn : values_for_rule(context, "E3511")) {
    if (!arn.node->is_string() || arn.text().starts_with("{{resolve:")) continue;
    if (role && role->matches_somewhere(arn.text()) == false)
      findings.add(arn.place, "`" + std::string(arn.text()) + "` is no ARN of a role");
  }
}

}  // namespace

extern const Rule rule_E3511_role_arn{
    .id = "E3511",
    .summary = "the ARN of a role is one",
    .why = "The service cannot assume the role, and refuses the resource.",
    .check = check,
};

}  // namespace cxsam::lint
