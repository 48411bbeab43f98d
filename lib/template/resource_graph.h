// Which resource needs which, and why.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "template/template.h"

namespace cxsam::tmpl {

/// Event: a reference below the Events of a SAM resource.
enum class EdgeKind : std::uint8_t { Ref, GetAtt, Sub, DependsOn, Event };

/// `from` needs `to`. Ids are indexes into ResourceGraph::nodes.
struct Edge {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  EdgeKind kind = EdgeKind::Ref;
  bool otherwise = false;  // whether it stands in the "false" branch of `condition`
  Span where;              // the reference itself
  std::string attribute;   // of Fn::GetAtt and ${A.b}
  std::string condition;   // the Fn::If condition that the reference stands under; "": none
};

struct GraphNode {
  std::string logical_id;  // in a nested stack its full path: "Parent/Child/Function"
  std::string type;
  Span where;
  std::string stack = {};  // the nested stack's path; "" in the root
};

struct ResourceGraph {
  std::vector<GraphNode> nodes;        // in template order
  std::vector<Edge> edges;             // by `from`, then in document order; one a reference
  std::vector<std::uint32_t> by_name;  // node ids sorted by logical id

  /// Of any template, SAM or CloudFormation. References to what the transform generates from a resource (`MyApi.Stage`) are
  /// edges to that resource; those to parameters and to names that nothing declares are none. With `sources`, edges of a Sub
  /// point at their `${...}`.
  static ResourceGraph from(const Template& source, const Sources* sources = nullptr);

  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view logical_id) const;

  /// For each knot of resources that need each other the shortest cycle through the first of them, as the edges along it.
  /// Event edges make no cycle. Ask the transformed template what CloudFormation will say: a SAM resource is several
  /// resources there, which need not wait for each other. Empty when the graph has an order.
  [[nodiscard]] std::vector<std::vector<Edge>> cycles() const;

  /// Node ids so that every resource comes after what it needs, Event edges aside; ties in template order. Members of
  /// cycles come last, but for the resources that need them.
  [[nodiscard]] std::vector<std::uint32_t> order() const;
};

/// Adds the resources of a nested stack below those of its parents, and what ties them to each other.
void add_nested(ResourceGraph& graph, std::string_view stack_path, const ResourceGraph& nested);

/// A place where the template names something: a Ref, a GetAtt, a ${} of a Sub, a DependsOn, a condition.
struct Reference {
  enum class Kind : std::uint8_t { Ref, GetAtt, Sub, DependsOn, Condition, Mapping } kind = Kind::Ref;
  bool otherwise = false;  // whether it stands in the "false" branch of `condition`
  std::string name;        // the logical id, parameter, condition or mapping
  std::string attribute;   // GetAtt and ${A.b}
  Span where;
  std::uint32_t expansion = 0;
  const Node* node = nullptr;  // the intrinsic; for DependsOn and the attribute Condition the string itself
  std::string condition;       // of the nearest enclosing Fn::If; "": none
};

/// All references below `node`, in document order: pseudo parameters and names that nothing declares too, variables of a
/// Sub's own map not. `where` is the name in a Ref, the list or text of a GetAtt, the `${...}` of a Sub (the whole text without
/// `sources`). DependsOn and Condition count as attributes in a map whose `Type` is a resource type, Condition also beside an
/// output's `Value`.
std::vector<Reference> references_in(const Node& node, const Sources* sources = nullptr);

/// "Ref", "GetAtt", "Sub", "DependsOn", "Event".
std::string_view edge_kind_name(EdgeKind kind);

/// Graphviz and Mermaid pictures: one arrow for references that read the same. Whatever the template names things, the
/// text stays well-formed. A nested stack is a box around its resources.
std::string render_dot(const ResourceGraph& graph);
std::string render_mermaid(const ResourceGraph& graph);

/// {"nodes": [{"id", "type", "stack", "file", "line", "column"}], "edges": [{"from", "to", "kind", "attribute", "condition",
/// "file", "line", "column"}]}; `stack`, `attribute` and `condition` only where there is one, `"otherwise": true` in the
/// "false" branch. Ids are full paths ("Parent/Child/Function"). Ends with a line end, as the pictures do.
std::string render_json(const ResourceGraph& graph, const Sources& sources);

}  // namespace cxsam::tmpl
