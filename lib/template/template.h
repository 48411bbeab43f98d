// The sections of one template over its Node tree, found once and by name.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "diagnostic/diagnostic.h"
#include "document/node.h"

namespace cxsam::tmpl {

/// One entry of Resources. Pointers go into Template::root.
struct Resource {
  std::string_view logical_id;
  Span id_span;
  std::string_view type;             // "" when missing or no string
  const Node* node = nullptr;        // the whole entry
  const Node* properties = nullptr;  // may be null
  std::optional<std::string_view> condition;
  std::vector<std::string_view> depends_on;

  /// A property by name, or null.
  [[nodiscard]] const Node* property(std::string_view name) const;
};

/// A template and its named sections. Move-only: the views point into `root`, which is stable on the heap.
class Template {
 public:
  /// Finds sections and resources. Shapes that make that impossible (a section that is no map, no `Resources` at all)
  /// are reported as E1001 (a document that is no map as E0000), those of a resource entry (no map, no `Type`, a `Condition`
  /// that is no name) as E3001, `Properties` that are no map as E3012; they are passed over. `Fn::ForEach::*` and
  /// `Fn::Transform` among the resources are neither resources nor errors.
  static Template from(Node root, Diagnostics& diagnostics);

  [[nodiscard]] const Node& root() const { return *root_; }
  /// A top-level section that is a map ("Parameters", "Globals", ...), or null.
  [[nodiscard]] const Node* section(std::string_view name) const;
  /// What a section that is a map says of a name, or null. For the sections that names are looked up in again and again:
  /// "Parameters", "Mappings" and "Conditions".
  [[nodiscard]] const Node* entry(std::string_view section, std::string_view name) const;
  [[nodiscard]] const std::vector<Resource>& resources() const { return resources_; }
  [[nodiscard]] const Resource* find_resource(std::string_view logical_id) const;
  /// True when Transform names AWS::Serverless-2016-10-31 (alone or in a list).
  [[nodiscard]] bool is_serverless() const;

 private:
  std::unique_ptr<Node> root_;
  std::vector<Resource> resources_;
  std::vector<std::uint32_t> by_name_;  // indexes into resources_, sorted by logical id
  std::map<std::string_view, std::unordered_map<std::string_view, const Node*>> entries_;  // section -> name -> value
};

}  // namespace cxsam::tmpl
