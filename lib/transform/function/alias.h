// AutoPublishAlias: a version whose logical id changes with the code, and an alias to it.
// Source: AWS SAM developer guide, "AutoPublishAlias", "AutoPublishAliasAllProperties".
#pragma once

#include <optional>
#include <string>

#include "transform/scope.h"

namespace cxsam::transform {

/// The name of AutoPublishAlias; nothing when the function has none, or after an error.
std::optional<std::string> alias_name(Scope& scope);

/// Adds the version and the alias. `function` is the whole Properties of the generated AWS::Lambda::Function.
void add_alias(Scope& scope, const std::string& alias, const Node& function);

/// "FAliaslive"
std::string alias_id(const Scope& scope, const std::string& alias);

}  // namespace cxsam::transform
