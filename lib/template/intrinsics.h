// One intrinsic function: a file of intrinsics/ each, in a generated list.
#pragma once

#include <span>
#include <string_view>

#include "template/resolver.h"

namespace cxsam::tmpl {

struct IntrinsicFunction {
  std::string_view name;  // "Fn::Join"
  /// Evaluates `{name: argument}`; `node` is the whole intrinsic. Gives back an unknown Resolved when it cannot.
  Resolved (*evaluate)(const Node& node, const Node& argument, const Resolver& resolver) = nullptr;
};

/// Generated.
std::span<const IntrinsicFunction* const> all_intrinsics();

}  // namespace cxsam::tmpl
