#include "lint/rule.h"
#include "lint/subjects/policies.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  const Policies policies = policies_of(context);
  for (const PlacedValue& policy : policies.documents)
    for (const PlacedValue& version : values_below(context, policy, {"Version"})) {
      if (version.node->text != "2008-10-17") continue;
      findings.add(version.place, "this is the old version of the policy language")
          .hints.emplace_back("write `Version: \"2012-10-17\"`");
    }
}

}  // namespace

extern const Rule rule_W2511_old_policy_version{
    .id = "W2511",
    .summary = "policies have the version of 2012",
    .why = "In the language of 2008 policy variables are plain text.",
    .severity = Severity::Warning,
    .check = check,
};

}  // namespace cxsam::lint
