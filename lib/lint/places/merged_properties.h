// The properties of a resource as SAM sees them: Globals under its own.
#pragma once

#include <optional>

#include "document/node.h"
#include "template/template.h"

namespace cxsam::lint {

/// Nodes keep the spans of where they are written, in the resource or in Globals. Nothing is copied where Globals add nothing.
/// Source: AWS SAM developer guide, "Globals section of the AWS SAM template".
class MergedProperties {
 public:
  /// Both must outlive it.
  MergedProperties(const tmpl::Template& source, const tmpl::Resource& resource);

  /// A map, empty where nothing is written.
  [[nodiscard]] const Node& node() const { return merged_ ? *merged_ : *own_; }

 private:
  const Node* own_;
  std::optional<Node> merged_;
};

}  // namespace cxsam::lint
