// The values that a property may have, as far as the template tells.
#pragma once

#include <vector>

#include "diagnostic/diagnostic.h"
#include "template/resolver.h"

namespace cxsam::lint {

/// A value without intrinsics. `where` is the place in the property; `related` the parameter's default it came from.
struct PossibleValue {
  Node value;
  Span where;
  std::uint32_t expansion = 0;
  std::vector<RelatedPlace> related;
};

/// One value where the template decides it, both branches of an `Fn::If` whose condition is unknown, and none where only the
/// deployment knows.
std::vector<PossibleValue> possible_values(const Node& node, const tmpl::Resolver& resolver);

}  // namespace cxsam::lint
