#include "transform/mappings.h"

namespace cxsam::transform {

std::optional<Node> looked_up(const Workspace& work, const Node& value) {
  const Node known = work.resolved(value);
  const auto intrinsic = as_intrinsic(known);
  if (!intrinsic) return known.is_map() ? std::nullopt : std::optional(known);
  if (intrinsic->name != "Fn::FindInMap" || intrinsic->argument->items.size() != 3) return std::nullopt;
  const Node* found = work.root.find("Mappings");
  for (const Node& key : intrinsic->argument->items) {
    const auto text = key.as_text();
    found = found && text ? found->find(*text) : nullptr;
  }
  if (!found || found->is_null()) return std::nullopt;
  Node copy = *found;
  copy.span = value.span;
  return copy;
}

Node with_lookups(const Workspace& work, const Node& node) {
  if (as_intrinsic(node)) {
    if (auto value = looked_up(work, node)) return std::move(*value);
  }
  Node copy = as_intrinsic(node) ? work.resolved(node) : node;
  for (Node& item : copy.items) item = with_lookups(work, item);
  for (Member& member : copy.members) member.value = with_lookups(work, member.value);
  return copy;
}

}  // namespace cxsam::transform
