#include "lint/subjects/number_limit.h"

#include <fmt/format.h>

#include "lint/places/possible_values.h"

namespace cxsam::lint {
namespace {

std::string range_text(const NumberLimit& limit) {
  return fmt::format("{} is between {} and {} {}", limit.property, limit.min, limit.max, limit.unit) +
         (limit.step > 1 ? fmt::format(" in steps of {}", limit.step) : "");
}

std::string hint_for(std::int64_t value, const NumberLimit& limit) {
  if (value < limit.min) return fmt::format("write {} or more", limit.min);
  if (value > limit.max) return fmt::format("write {} or less", limit.max);
  const std::int64_t below = value - (value - limit.min) % limit.step;
  return fmt::format("write {} or {}", below, below + limit.step);
}

std::string message_for(std::int64_t value, const NumberLimit& limit) {
  const std::string what = fmt::format("`{}` of {} {}", limit.property, value, limit.unit);
  if (value < limit.min) return fmt::format("{} is below the minimum of {} {}", what, limit.min, limit.unit);
  if (value > limit.max) return fmt::format("{} is above the maximum of {} {}", what, limit.max, limit.unit);
  return fmt::format("{} is not {} plus a multiple of {}", what, limit.min, limit.step);
}

void describe(Diagnostic& finding, const PossibleValue& value, const NumberLimit& limit, const Options& options) {
  finding.related = value.related;
  finding.notes.push_back(range_text(limit) +
                          (options.profile == "current" ? "." : fmt::format(" in the limits `{}`.", options.profile)));
}

}  // namespace

void check_number(const CheckContext& context, const Node& node, const NumberLimit& limit, Findings& findings) {
  for (const PossibleValue& possible : possible_values(node, context.resolver)) {
    if (!possible.value.is_scalar() || possible.value.is_null()) continue;
    const std::optional<std::int64_t> value = possible.value.as_int();
    if (!value) {
      Diagnostic& finding = findings.add(
          possible.where, fmt::format("`{}` must be a whole number, not `{}`", limit.property, possible.value.text),
          possible.expansion);
      describe(finding, possible, limit, context.options);
      continue;
    }
    if (*value >= limit.min && *value <= limit.max && (*value - limit.min) % limit.step == 0) continue;
    Diagnostic& finding = findings.add(possible.where, message_for(*value, limit), possible.expansion);
    describe(finding, possible, limit, context.options);
    finding.hints.push_back(hint_for(*value, limit));
  }
}

bool runs_on_managed_instances(const LambdaFunction& function) {
  return function.property("CapacityProviderConfig") != nullptr;
}

}  // namespace cxsam::lint
