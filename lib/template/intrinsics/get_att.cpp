// Fn::GetAtt: an attribute of a resource. Only `physical` knows any.
#include "template/evaluation.h"
#include "template/intrinsics.h"

namespace cxsam::tmpl {
namespace {

/// `[A, {Ref: Attribute}]` becomes `A` and the parameter's value.
std::optional<AttributeTarget> evaluated_target(const Node& argument, const Resolver& resolver) {
  std::optional<AttributeTarget> target = attribute_target(argument);
  if (!target || !target->attribute.empty() || argument.items.size() != 2) return target;
  target->attribute = resolver.text(argument.items[1]).value_or("");
  return target;
}

Resolved evaluate(const Node& node, const Node& argument, const Resolver& resolver) {
  const std::optional<AttributeTarget> target = evaluated_target(argument, resolver);
  if (!target || target->attribute.empty()) return unknown(node);
  std::optional<Node> value = value_of_attribute(target->logical_id, target->attribute, resolver);
  return value ? known(std::move(*value), node) : unknown(node);
}

}  // namespace

extern const IntrinsicFunction intrinsic_get_att{"Fn::GetAtt", evaluate};

}  // namespace cxsam::tmpl
