// Fn::FindInMap: two keys into Mappings. The fourth item, `{DefaultValue: ...}`, is the language extension's.
#include "template/evaluation.h"
#include "template/intrinsics.h"

namespace cxsam::tmpl {
namespace {

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
  const Node* written = args->size() == 4 ? argument.items[3].find("DefaultValue") : nullptr;
  if (written == nullptr) return args->stay(node, argument);
  const Resolved& map = args->items[3];
  const Node* fallback = map.value.find("DefaultValue");  // one that is AWS::NoValue has left its map
  if (fallback == nullptr) return {.value = make_ref("AWS::NoValue", *written), .known = Known::Absent, .blockers = {}};
  return {.value = *fallback, .known = map.known, .blockers = map.blockers};
}

}  // namespace

extern const IntrinsicFunction intrinsic_find_in_map{"Fn::FindInMap", evaluate};

}  // namespace cxsam::tmpl
