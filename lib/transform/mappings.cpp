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

}  // namespace cxsam::transform
