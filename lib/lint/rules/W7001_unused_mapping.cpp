#include <algorithm>

#include "lint/subjects/usage.h"

namespace cxsam::lint {
namespace {

// A name that is computed may be any of them.
bool has_computed_lookup(const Node& node) {
  const std::optional<Intrinsic> call = as_intrinsic(node);
  if (call && call->name == "Fn::FindInMap" && !call->argument->items.empty() && call->argument->items[0].is_map()) return true;
  return std::ranges::any_of(node.items, has_computed_lookup) ||
         std::ranges::any_of(node.members, [](const Member& member) { return has_computed_lookup(member.value); });
}

void check(const CheckContext& context, Findings& findings) {
  if (!context.source.section("Mappings") || has_computed_lookup(context.source.root())) return;
  check_unused(context, "Mappings", "mapping", referenced(context, {tmpl::Reference::Kind::Mapping}), findings);
}

}  // namespace

extern const Rule rule_W7001_unused_mapping{
    .id = "W7001",
    .summary = "every mapping is used",
    .why = "What nothing looks up is left over, or misspelt where it was meant to be looked up.",
    .severity = Severity::Warning,
    .check = check,
};

}  // namespace cxsam::lint
