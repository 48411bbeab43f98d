// Fn::Transform: a macro, which runs at AWS. Its parameters are evaluated.
#include "template/evaluation.h"
#include "template/intrinsics.h"

namespace cxsam::tmpl {
namespace {

Resolved evaluate(const Node& node, const Node& argument, const Resolver& resolver) {
  Resolved call = resolver.resolve(argument);
  return unknown(node, std::move(call.value), std::move(call.blockers));
}

}  // namespace

extern const IntrinsicFunction intrinsic_transform{"Fn::Transform", evaluate};

}  // namespace cxsam::tmpl
