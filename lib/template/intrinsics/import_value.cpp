// Fn::ImportValue: an export of another stack, which nobody knows before deployment.
#include "template/evaluation.h"
#include "template/intrinsics.h"

namespace cxsam::tmpl {
namespace {

Resolved evaluate(const Node& node, const Node& argument, const Resolver& resolver) {
  Resolved name = resolver.resolve(argument);
  return unknown(node, std::move(name.value), std::move(name.blockers));
}

}  // namespace

extern const IntrinsicFunction intrinsic_import_value{"Fn::ImportValue", evaluate};

}  // namespace cxsam::tmpl
