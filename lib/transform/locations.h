// Where code, layers and definitions are: S3 locations as SAM writes them, and stand-ins for local paths.
// Source: AWS SAM developer guide, "FunctionCode", "LayerContent", "ApiDefinition".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "transform/scope.h"

namespace cxsam::transform {

/// How a property of CloudFormation calls the parts of an S3 location.
struct LocationKeys {
  std::string_view bucket;
  std::string_view key;
  std::string_view version;
};

inline constexpr LocationKeys kCodeKeys{"S3Bucket", "S3Key", "S3ObjectVersion"};
inline constexpr LocationKeys kDocumentKeys{"Bucket", "Key", "Version"};

/// Reads `s3://bucket/key?versionId=v` or {Bucket, Key, Version} and writes it as CloudFormation has it. A local path or a
/// missing value becomes a stand-in or stays as it is written, as the options say, else it is an error that names `property`.
std::optional<Node> read_location(Scope& scope, const Node* value, std::string_view property, const LocationKeys& keys);

/// Remembers that something local stands in the result, for tell_local_paths().
void note_local(Scope& scope, const Node& value, std::string_view property);

/// One finding, no error, for all that is local in the result.
void tell_local_paths(Workspace& work);

}  // namespace cxsam::transform
