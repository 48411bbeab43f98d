// Names that lead nowhere: shared by the rules for Ref, Fn::GetAtt and Fn::Sub.
#pragma once

#include <functional>

#include "lint/context.h"
#include "lint/places/path.h"
#include "lint/rule.h"

namespace cxsam::lint {

/// Reports every reference of `kind` whose name is not known, in the sections that `wanted` accepts.
void check_targets(const CheckContext& context, tmpl::Reference::Kind kind, bool (*wanted)(std::string_view section),
                   Findings& findings);

/// Reports every reference that the transform has left as it was and that leads nowhere after it: the version of a function
/// that publishes none, an attribute that a generated role does not have. Silent where the transform failed.
void check_transformed_targets(const CheckContext& context, Findings& findings);

/// cfn-lint's ids are those of the outermost function that something is wrong in; Fn::If does not count. In an output's value
/// it is that of outputs. Empty outside of functions.
std::string_view outermost_rule(const Path& path);

/// Bad references in an output's value have an id of their own (E6101). Parameters refer to nothing: that is said of all
/// functions there.
inline bool is_outside_outputs(std::string_view section) {
  return section == "Resources" || section == "Conditions" || section == "Rules" || section == "Globals";
}
inline bool is_outputs(std::string_view section) { return section == "Outputs"; }

}  // namespace cxsam::lint
