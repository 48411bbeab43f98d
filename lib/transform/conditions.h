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

/// The one condition under which any of `conditions` holds: itself when there is one, else `name`, which is declared.
std::string any_of(Workspace& work, const std::set<std::string>& conditions, const std::string& name, const Maker& make);

/// Declares `NOT<condition>` and returns its name. With an `owner` the name ends in the owner's hash.
std::string negated(Workspace& work, const std::string& condition, const Maker& make, std::string_view owner = "");

/// Declares `<one>AND<other>` with the owner's hash and returns its name.
std::string both_of(Workspace& work, const std::string& one, const std::string& other, const Maker& make,
                    std::string_view owner);

}  // namespace cxsam::transform
