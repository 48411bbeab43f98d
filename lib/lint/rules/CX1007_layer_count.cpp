#include <algorithm>

#include <fmt/format.h>

#include "lint/context.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

// An `Fn::If` whose condition is unknown may give no layer at all, so it does not count.
std::size_t count_layers(const Member* property, const tmpl::Resolver& resolver) {
  if (!property) return 0;
  const tmpl::Resolved resolved = resolver.resolve(property->value);
  return static_cast<std::size_t>(std::ranges::count_if(resolved.value.items, [](const Node& item) {
    const std::optional<Intrinsic> call = as_intrinsic(item);
    return !call || call->name != "Fn::If";
  }));
}

void check(const CheckContext& context, Findings& findings) {
  const std::uint32_t limit = context.options.limits.layers;
  for (const LambdaFunction& function : context.functions) {
    const Member* property = function.property("Layers");
    const std::size_t count = count_layers(property, context.resolver);
    if (count <= limit) continue;
    findings.add(property->key_span, fmt::format("the function has {} layers, and Lambda allows {}", count, limit));
  }
}

}  // namespace

extern const Rule rule_CX1007_layer_count{
    .id = "CX1007",
    .summary = "a function has at most five layers, those of Globals included",
    .why = "Lambda refuses the function.",
    .check = check,
    .speaks_for_schema = true,
};

}  // namespace cxsam::lint
