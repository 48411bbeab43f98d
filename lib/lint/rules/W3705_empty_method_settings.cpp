#include <algorithm>

#include "lint/places/values.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  for (const PlacedValue& entry : values_for_rule(context, "W3705")) {
    const auto says_where = [](const Member& member) { return member.key == "HttpMethod" || member.key == "ResourcePath"; };
    if (!entry.node->is_map() || entry.node->members.empty() || as_intrinsic(*entry.node) ||
        !std::ranges::all_of(entry.node->members, says_where))
      continue;
    findings.add(entry.place, "this entry names methods and sets nothing")
        .hints.emplace_back("add a setting such as `LoggingLevel` or `ThrottlingRateLimit`");
  }
}

}  // namespace

extern const Rule rule_W3705_empty_method_settings{
    .id = "W3705",
    .summary = "an entry of `MethodSettings` sets something",
    .why = "Path and method alone change nothing.",
    .severity = Severity::Warning,
    .check = check,
};

}  // namespace cxsam::lint
