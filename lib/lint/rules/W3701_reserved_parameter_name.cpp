#include "base/text.h"
#include "lint/places/values.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

// Source: AWS Systems Manager user guide, "About requirements and constraints for parameter names".
bool is_reserved(std::string_view name) {
  if (name.starts_with('/')) name.remove_prefix(1);
  const std::string lower = to_lower(name);
  return lower.starts_with("aws") || lower.starts_with("ssm");
}

void check(const CheckContext& context, Findings& findings) {
  for (const PlacedValue& name : values_for_rule(context, "W3701"))
    if (is_reserved(name.text()))
      findings.add(name.place, "`" + std::string(name.text()) + "` begins with a word that Systems Manager keeps for itself");
}

}  // namespace

extern const Rule rule_W3701_reserved_parameter_name{
    .id = "W3701",
    .summary = "the name of an SSM parameter does not begin with `aws` or `ssm`",
    .why = "AWS keeps these names for itself, and may refuse the parameter.",
    .severity = Severity::Warning,
    .check = check,
};

}  // namespace cxsam::lint
