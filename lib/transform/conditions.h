// Conditions that the transform declares.
#pragma once

#include <set>
#include <string>

#include "transform/workspace.h"

namespace cxsam::transform {

void declare_condition(Workspace& work, const std::string& name, Node condition);

/// Declares `name` as the Fn::Or of conditions. CloudFormation takes ten in one, so more of them are declared in parts:
/// `<name>1`, `<name>2`, ...
void declare_any(Workspace& work, const std::set<std::string>& conditions, const std::string& name, const Maker& make);

}  // namespace cxsam::transform
