// Which properties of a template hold local paths, and where they stand in the source.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "template/template.h"

namespace cxsam::artifacts {

enum class Kind : std::uint8_t { FunctionCode, LayerContent, Definition, NestedTemplate, Other };

/// One local path. `pointer` leads to the property in the source tree: {"Resources", "F", "Properties", "CodeUri"}, or
/// {"Globals", "Function", "CodeUri"} when the value comes from Globals.
struct Artifact {
  std::string logical_id;
  std::string resource_type;
  std::string property;  // "CodeUri", "Code", "ContentUri", "DefinitionUri"
  Kind kind = Kind::Other;
  std::string path;  // as written; relative to the template's folder. "" when the property is missing (SAM then means ".")
  std::vector<std::string> pointer;
  Span where;

  /// What Lambda runs, as against documents that other services read.
  [[nodiscard]] bool is_code() const { return kind == Kind::FunctionCode || kind == Kind::LayerContent; }
};

/// A copy of the template in which each artifact's property (set on the resource itself, not in Globals) is `paths[i]`.
Node with_paths(const tmpl::Template& source, const std::vector<Artifact>& artifacts, const std::vector<std::string>& paths);

}  // namespace cxsam::artifacts
