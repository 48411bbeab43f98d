#include "document/misspelt.h"
#include "lint/context.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  const Node* outputs = context.source.section("Outputs");
  if (!outputs) return;
  for (const Member& output : outputs->members) {
    if (output.key.starts_with("Fn::") || !output.value.is_map() || output.value.find("Value")) continue;  // E6003
    findings.add(output.key_span, "output `" + output.key + "` has no `Value`").related = misspelt(output.value, "Value");
  }
}

}  // namespace

extern const Rule rule_E6002_output_without_value{
    .id = "E6002",
    .summary = "every output has a `Value`",
    .why = "CloudFormation refuses an output without one.",
    .check = check,
};

}  // namespace cxsam::lint
