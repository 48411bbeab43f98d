// Code, ImageUri and InlineCode of a function.
#pragma once

#include "transform/scope.h"

namespace cxsam::transform {

enum class PackageType { Zip, Image };

/// Which of the two a function is; contradicting properties are errors.
PackageType package_type(Scope& scope);

/// The `Code` property of AWS::Lambda::Function.
std::optional<Node> function_code(Scope& scope, PackageType package);

}  // namespace cxsam::transform
