// Fn::FindInMap: two keys into Mappings. The fourth item, `{DefaultValue: ...}`, is the language extension's.
#include "template/evaluation.h"
#include "template/intrinsics.h"

namespace cxsam::tmpl {
namespace {

/// What stands in for a key that is missing.
const Node* default_value(const Arguments& args) { return args.size() == 4 ? args.value(3).find("DefaultValue") : nullptr; }

Resolved evaluate(const Node& node, const Node& argument, const Resolver& resolver) {
  const std::optional<Arguments> args = arguments(argument, resolver, 3, 4);
  if (!args) return unknown(node);
  const auto name = args->text(0);
  const auto first = args->text(1);
  const auto second = args->text(2);
  if (!name || !first || !second) return args->stay(node, argument);

  const Node* mapping = resolver.source().entry("Mappings", *name);
  const Node* value = mapping == nullptr ? nullptr : mapping->at_path({*first, *second});
  if (value != nullptr) return known(*value, node);
  const Node* fallback = default_value(*args);
  if (fallback == nullptr) return args->stay(node, argument);
  return {.value = *fallback, .known = args->items[3].known, .blockers = args->items[3].blockers};
}

}  // namespace

extern const IntrinsicFunction intrinsic_find_in_map{"Fn::FindInMap", evaluate};

}  // namespace cxsam::tmpl
