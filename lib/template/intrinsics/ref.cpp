// Ref: a parameter, a pseudo parameter, or what stands for a resource.
#include "template/evaluation.h"
#include "template/intrinsics.h"

namespace cxsam::tmpl {
namespace {

Resolved evaluate(const Node& node, const Node& argument, const Resolver& resolver) {
  if (!argument.is_string()) return unknown(node);
  if (argument.text == "AWS::NoValue") return {.value = node, .known = Known::Absent, .blockers = {}};
  std::optional<Node> value = value_of_name(argument.text, resolver);
  return value ? known(std::move(*value), node) : unknown(node);
}

}  // namespace

extern const IntrinsicFunction intrinsic_ref{"Ref", evaluate};

}  // namespace cxsam::tmpl
