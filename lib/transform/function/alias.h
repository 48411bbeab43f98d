// AutoPublishAlias: a version whose logical id changes with the code, and an alias to it.
// Source: AWS SAM developer guide, "AutoPublishAlias", "AutoPublishAliasAllProperties".
#pragma once

#include <optional>
#include <string>

#include "transform/scope.h"

namespace cxsam::transform {

/// Adds version and alias; the alias's name, nothing when the function has no AutoPublishAlias.
/// `function` is the Properties of the generated AWS::Lambda::Function.
std::optional<std::string> add_alias(Scope& scope, const Node& function);

/// "FAliaslive"
std::string alias_id(const Scope& scope, const std::string& alias);

}  // namespace cxsam::transform
