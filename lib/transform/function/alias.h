// AutoPublishAlias: a version whose logical id changes with the code, and an alias to it.
// Source: AWS SAM developer guide, "AutoPublishAlias", "AutoPublishAliasAllProperties".
#pragma once

#include <optional>
#include <string>

#include "transform/scope.h"

namespace cxsam::transform {

/// The name of AutoPublishAlias; nothing when the function has none, or after an error. Where artifacts may be stood in
/// for, so may the value of a parameter: its name then names the alias.
std::optional<std::string> alias_name(Scope& scope);

/// Adds the version and the alias. `function` is the Properties of the generated AWS::Lambda::Function, without a role
/// that is made; `update_policy` is the alias's.
void add_alias(Scope& scope, const std::string& alias, const Node& function, std::optional<Node> update_policy);

/// Reports a VersionDeletionPolicy that is none, or that has no version.
void check_version_policy(Scope& scope);

/// ProvisionedConcurrencyConfig, null when there is none or it is empty.
const Node* provisioned_concurrency(const Scope& scope);

/// "FAliaslive"
std::string alias_id(const Scope& scope, const std::string& alias);

}  // namespace cxsam::transform
