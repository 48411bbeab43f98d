// Fn::Or over conditions. One known true decides, whatever the others are.
#include "template/evaluation.h"
#include "template/intrinsics.h"

namespace cxsam::tmpl {
namespace {

Resolved evaluate(const Node& node, const Node& argument, const Resolver& resolver) {
  return any_decides(node, argument, resolver, true);
}

}  // namespace

extern const IntrinsicFunction intrinsic_or{"Fn::Or", evaluate};

}  // namespace cxsam::tmpl
