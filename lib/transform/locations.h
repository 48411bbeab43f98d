// Where code, layers and definitions are: S3 locations as SAM writes them, and stand-ins for local paths.
// Source: AWS SAM developer guide, "FunctionCode", "LayerContent", "ApiDefinition".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "transform/scope.h"

namespace cxsam::transform {

struct S3Location {
  Node bucket;
  Node key;
  std::optional<Node> version;
};

/// Reads `s3://bucket/key?versionId=v` or {Bucket, Key, Version}. A local path or a missing value becomes a stand-in
/// where the options allow it, else an error that names `property`.
std::optional<S3Location> read_location(Scope& scope, const Node* value, std::string_view property);

}  // namespace cxsam::transform
