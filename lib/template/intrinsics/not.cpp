// Fn::Not: the opposite of one condition.
#include "template/evaluation.h"
#include "template/intrinsics.h"

namespace cxsam::tmpl {
namespace {

Resolved evaluate(const Node& node, const Node& argument, const Resolver& resolver) {
  if (argument.items.size() != 1) return unknown(node);
  const Resolved operand = resolver.resolve(argument.items[0]);
  const std::optional<bool> truth = truth_of(operand);
  return truth ? known(make_bool(!*truth), node) : unknown(node, argument, operand.blockers);
}

}  // namespace

extern const IntrinsicFunction intrinsic_not{"Fn::Not", evaluate};

}  // namespace cxsam::tmpl
