// Fn::Equals: whether two values are the same text (case counts), or the same expression whatever its value.
#include "template/evaluation.h"
#include "template/intrinsics.h"

namespace cxsam::tmpl {
namespace {

std::optional<bool> equal(const Arguments& args) {
  const auto a = args.text(0);
  const auto b = args.text(1);
  if (a && b) return *a == *b;
  const bool same = same_value(args.value(0), args.value(1));
  const bool both_known = args.items[0].known == Known::Yes && args.items[1].known == Known::Yes;
  return same || both_known ? std::optional(same) : std::nullopt;
}

Resolved evaluate(const Node& node, const Node& argument, const Resolver& resolver) {
  const std::optional<Arguments> args = arguments(argument, resolver, 2, 2);
  if (!args) return unknown(node);
  const std::optional<bool> result = equal(*args);
  return result ? known(make_bool(*result), node) : args->stay(node, argument);
}

}  // namespace

extern const IntrinsicFunction intrinsic_equals{"Fn::Equals", evaluate};

}  // namespace cxsam::tmpl
