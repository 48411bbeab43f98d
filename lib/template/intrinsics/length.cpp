// Fn::Length: how many items a list has. Source: AWS CloudFormation template reference, "Fn::Length".
#include <algorithm>

#include "template/evaluation.h"
#include "template/intrinsics.h"

namespace cxsam::tmpl {
namespace {

Resolved evaluate(const Node& node, const Node& argument, const Resolver& resolver) {
  const Resolved list = resolver.resolve(argument);
  // Items that are not known count all the same, but for those that may be nothing.
  const auto may_be_nothing = [](const Node& item) {
    const auto intrinsic = as_intrinsic(item);
    return intrinsic && intrinsic->name == "Fn::If";
  };
  if (!list.value.is_list() || std::ranges::any_of(list.value.items, may_be_nothing)) {
    return unknown(node, list.value, list.blockers);
  }
  return known(make_int(static_cast<std::int64_t>(list.value.items.size())), node);
}

}  // namespace

extern const IntrinsicFunction intrinsic_length{"Fn::Length", evaluate};

}  // namespace cxsam::tmpl
