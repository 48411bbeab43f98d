// Fn::And over conditions. One known false decides, whatever the others are.
#include "template/evaluation.h"
#include "template/intrinsics.h"

namespace cxsam::tmpl {
namespace {

Resolved evaluate(const Node& node, const Node& argument, const Resolver& resolver) {
  return any_decides(node, argument, resolver, false);
}

}  // namespace

extern const IntrinsicFunction intrinsic_and{"Fn::And", evaluate};

}  // namespace cxsam::tmpl
