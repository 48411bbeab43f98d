// What one intrinsic function itself refers to, without the functions inside it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/node.h"

namespace cxsam::lint {

struct FunctionTarget {
  std::string_view function;  // "Ref", "Fn::GetAtt"; in an Fn::Sub the one that the `${...}` stands for
  std::string_view name;      // a parameter or resource
  std::string attribute;      // of Fn::GetAtt
};

/// The targets of a Ref, an Fn::GetAtt or an Fn::Sub; none of other nodes. The views point into the node.
std::vector<FunctionTarget> targets_of(const Node& node);

}  // namespace cxsam::lint
