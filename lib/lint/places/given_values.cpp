#include "lint/places/given_values.h"

#include "lint/schema/candidates.h"
#include "lint/schema/functions.h"

namespace cxsam::lint {

std::vector<GivenValue> given_values(const CheckContext& context, const PlacedValue& value) {
  const std::optional<Intrinsic> call = as_intrinsic(*value.node);
  const schema::Function* function = call ? schema::find_function(call->name) : nullptr;
  if (!function || function->resolved.empty()) return {};
  const Place place = place_of(value.node->members.front(), value.place, context.sources);
  std::vector<GivenValue> values;
  for (schema::Candidate& candidate : schema::candidates_of(*value.node, value.scenario, context.conditions, context).values)
    values.push_back({std::move(candidate.value), function->resolved, std::move(candidate.source), place});
  return values;
}

Diagnostic& add_given(const GivenValue& value, std::string message, Findings& findings) {
  Diagnostic& finding = findings.add(value.place, schema::told_of(value.source, message));
  finding.id = value.rule;
  finding.severity = Severity::Warning;
  return finding;
}

}  // namespace cxsam::lint
