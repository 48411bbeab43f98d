// One function or layer as the source template describes it: Globals merged, intrinsic functions given values.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "artifacts/artifacts.h"
#include "base/result.h"
#include "diagnostic/diagnostic.h"
#include "project/project.h"
#include "template/effective.h"
#include "template/resolver.h"

namespace cxsam::build {

class Described {
 public:
  /// All of these outlive it.
  Described(const project::Stack& stack, const tmpl::Resolver& resolver, const artifacts::Artifact& artifact);

  [[nodiscard]] const artifacts::Artifact& artifact() const { return artifact_; }
  [[nodiscard]] const std::string& full_path() const { return full_path_; }
  [[nodiscard]] bool is_layer() const { return artifact_.kind == artifacts::Kind::LayerContent; }
  /// The full path with the name that SAM CLI has for the resource: that of its construct, or SamResourceId.
  [[nodiscard]] std::string name() const;
  /// "function `Child/F`"
  [[nodiscard]] std::string what() const;

  [[nodiscard]] std::string text(std::string_view property) const;
  /// Whether a value is written that is neither null nor empty.
  [[nodiscard]] bool has(std::string_view property) const;
  /// The texts of a list property.
  [[nodiscard]] std::vector<std::string> texts(std::string_view property) const;

  /// Null where it is missing or null.
  [[nodiscard]] const Node* metadata(std::string_view key) const;
  /// Whether a value of Metadata is missing, or a text that is known before deployment; else a finding is added.
  bool check_known_text(std::string_view key, Diagnostics& diagnostics) const;
  [[nodiscard]] std::string metadata_text(std::string_view key) const;
  /// All of it as it is written, but for SamResourceId, which SAM CLI adds; null when there is none.
  [[nodiscard]] Node whole_metadata() const;
  /// Metadata.BuildProperties. The error names what only the deployment knows.
  [[nodiscard]] Result<Node> build_properties() const;
  /// Whether Metadata.SkipBuild has any value but false, 0 and "": SAM CLI takes each of these for yes.
  [[nodiscard]] bool skips_build() const;
  [[nodiscard]] bool asks_for_source_maps() const;

 private:
  const tmpl::Resolver& resolver_;
  const artifacts::Artifact& artifact_;
  const tmpl::Resource& resource_;
  tmpl::Effective properties_;
  std::string full_path_;
};

}  // namespace cxsam::build
