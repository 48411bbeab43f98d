// The table of resource types and the properties of theirs that hold local paths, and places in S3 once they are packaged.
#pragma once

#include <span>
#include <string_view>

#include "artifacts/artifacts.h"

namespace cxsam::artifacts {

/// A property that holds a local path, or a document at a well-known key that does.
struct PathProperty {
  std::string_view type;
  std::string_view property;  // "Command.ScriptLocation"; `*` is any key
  Kind kind;
  bool required = false;  // no value means the template's folder

  /// The key that the value stands at: "ScriptLocation".
  [[nodiscard]] std::string_view key() const { return property.substr(property.rfind('.') + 1); }
};

/// Also of what `Metadata` has for the Serverless Application Repository, under its name there.
std::span<const PathProperty> path_properties();

/// Under which packaged templates publish: a key of `Metadata`.
inline constexpr std::string_view kPublication = "AWS::ServerlessRepo::Application";

}  // namespace cxsam::artifacts
