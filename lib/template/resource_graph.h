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

enum class EdgeKind : std::uint8_t { Ref, GetAtt, Sub, DependsOn, Event };

/// `from` needs `to`. Ids are indexes into ResourceGraph::nodes.
struct Edge {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  EdgeKind kind = EdgeKind::Ref;
  std::string attribute;                 // of Fn::GetAtt and ${A.b}
  Span where;                            // the reference itself
  std::optional<std::string> condition;  // the Fn::If condition that the reference stands under
};

struct GraphNode {
  std::string logical_id;
  std::string type;
  Span where;
};

struct ResourceGraph {
  std::vector<GraphNode> nodes;
  std::vector<Edge> edges;

  static ResourceGraph from(const Template& source);

  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view logical_id) const;
  /// Each cycle once, as the edges along it. Empty when the graph has an order.
  [[nodiscard]] std::vector<std::vector<Edge>> cycles() const;
  /// Node ids so that every resource comes after what it needs; ties in template order. Members of cycles come last.
  [[nodiscard]] std::vector<std::uint32_t> order() const;
};

/// A place where the template names something: a Ref, a GetAtt, a ${} of a Sub, a DependsOn, a condition.
struct Reference {
  enum class Kind : std::uint8_t { Ref, GetAtt, Sub, DependsOn, Condition, Mapping } kind = Kind::Ref;
  std::string name;       // the logical id, parameter, condition or mapping
  std::string attribute;  // GetAtt and ${A.b}
  Span where;
  std::uint32_t expansion = 0;
  const Node* node = nullptr;            // the intrinsic; for DependsOn and the attribute Condition the string itself
  std::optional<std::string> condition;  // the nearest enclosing Fn::If ...
  bool otherwise = false;                // ... and whether the reference stands in its "false" branch
};

/// All references below `node`, in document order: pseudo parameters and names that nothing declares too, variables of a
/// Sub's own map not. `where` is the name in a Ref, the `${...}` of a Sub, the list or text of a GetAtt. DependsOn and
/// Condition count as attributes in a map whose `Type` is a resource type, Condition also beside an output's `Value`.
std::vector<Reference> references_in(const Node& node);

std::string render_dot(const ResourceGraph& graph);
std::string render_mermaid(const ResourceGraph& graph);
std::string render_json(const ResourceGraph& graph, const Sources& sources);

}  // namespace cxsam::tmpl
