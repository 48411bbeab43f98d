#include "lint/places/values.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  for (const PlacedValue& value : values_for_rule(context, "W1011")) {
    const Member* parameter = referred_parameter(context, *value.node);
    if (!parameter) continue;
    findings.add(value.place, "this secret is given by parameter `" + parameter->key + "`")
        .hints.emplace_back("keep it in AWS Secrets Manager and write `{{resolve:secretsmanager:name:SecretString:key}}`");
  }
}

}  // namespace

extern const Rule rule_W1011_secret_parameter{
    .id = "W1011",
    .summary = "secrets come from dynamic references, not from parameters",
    .why =
        "A parameter's value stands in the history of deployments and with whoever deploys; a dynamic reference is looked up "
        "when the resource is made.",
    .severity = Severity::Warning,
    .check = check,
};

}  // namespace cxsam::lint
