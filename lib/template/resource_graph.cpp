// Builds the graph: a node a resource, an edge a reference from one resource to another.
#include "template/resource_graph.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "template/effective.h"
#include "template/sub_string.h"

namespace cxsam::tmpl {
namespace {

EdgeKind edge_kind(Reference::Kind kind) {
  switch (kind) {
    case Reference::Kind::GetAtt:
      return EdgeKind::GetAtt;
    case Reference::Kind::Sub:
      return EdgeKind::Sub;
    case Reference::Kind::DependsOn:
      return EdgeKind::DependsOn;
    default:
      return EdgeKind::Ref;
  }
}

bool names_a_resource(Reference::Kind kind) { return kind != Reference::Kind::Condition && kind != Reference::Kind::Mapping; }

/// The references that stand below a SAM resource's Events.
std::unordered_set<const Node*> event_references(const Resource& resource) {
  std::unordered_set<const Node*> nodes;
  const Node* events = resource.type.starts_with("AWS::Serverless::") ? resource.property("Events") : nullptr;
  if (events == nullptr) return nodes;
  for (const Reference& reference : references_in(*events)) nodes.insert(reference.node);
  return nodes;
}

class Builder {
 public:
  Builder(const Template& source, const Sources* sources, ResourceGraph& graph)
      : source_(source), sources_(sources), graph_(graph) {
    places_.reserve(source.resources().size());
    for (std::uint32_t i = 0; i < source.resources().size(); ++i) places_.emplace(source.resources()[i].logical_id, i);
  }

  void run() {
    graph_.nodes.reserve(source_.resources().size());
    for (const Resource& resource : source_.resources())
      graph_.nodes.push_back({std::string(resource.logical_id), std::string(resource.type), resource.id_span});
    for (std::uint32_t from = 0; from < graph_.nodes.size(); ++from) add_edges(from, source_.resources()[from]);
  }

 private:
  void add_edges(std::uint32_t from, const Resource& resource) {
    add_edges(from, *resource.node, event_references(resource));
    for (const Node* inherited : Effective(source_, resource).inherited()) add_edges(from, *inherited, {});
  }

  void add_edges(std::uint32_t from, const Node& node, const std::unordered_set<const Node*>& events) {
    for (Reference& reference : references_in(node, sources_)) {
      if (!names_a_resource(reference.kind)) continue;
      std::optional<std::uint32_t> to = index_of(reference.name);
      if (!to) to = index_of_generated(reference);
      if (!to) continue;
      graph_.edges.push_back({.from = from,
                              .to = *to,
                              .kind = events.contains(reference.node) ? EdgeKind::Event : edge_kind(reference.kind),
                              .otherwise = reference.otherwise,
                              .where = reference.where,
                              .attribute = std::move(reference.attribute),
                              .condition = std::move(reference.condition)});
    }
  }

  std::optional<std::uint32_t> index_of(std::string_view logical_id) const {
    const auto found = places_.find(logical_id);
    return found == places_.end() ? std::nullopt : std::optional(found->second);
  }

  /// `Ref: MyApi.Stage`: what SAM generates for a resource goes by the resource's name and a dot.
  std::optional<std::uint32_t> index_of_generated(Reference& reference) const {
    const SubTarget target = sub_target(reference.name);
    if (reference.kind != Reference::Kind::Ref || target.attribute.empty()) return std::nullopt;
    const Resource* maker = source_.find_resource(target.name);
    if (maker == nullptr || !maker->type.starts_with("AWS::Serverless::")) return std::nullopt;
    reference.attribute = target.attribute;
    return index_of(target.name);
  }

  const Template& source_;
  const Sources* sources_;
  ResourceGraph& graph_;
  std::unordered_map<std::string_view, std::uint32_t> places_;  // of resources, by their logical ids
};

void sort_names(ResourceGraph& graph) {
  graph.by_name.resize(graph.nodes.size());
  for (std::uint32_t i = 0; i < graph.by_name.size(); ++i) graph.by_name[i] = i;
  std::ranges::sort(graph.by_name, {}, [&](std::uint32_t i) -> const std::string& { return graph.nodes[i].logical_id; });
}

}  // namespace

ResourceGraph ResourceGraph::from(const Template& source, const Sources* sources) {
  ResourceGraph graph;
  Builder(source, sources, graph).run();
  graph.edges.shrink_to_fit();  // they stay as long as the stack does
  sort_names(graph);
  return graph;
}

void add_nested(ResourceGraph& graph, std::string_view stack_path, const ResourceGraph& nested) {
  const auto first = static_cast<std::uint32_t>(graph.nodes.size());
  for (const GraphNode& node : nested.nodes) {
    graph.nodes.push_back(node);
    graph.nodes.back().stack = stack_path;
    graph.nodes.back().logical_id = std::string(stack_path) + "/" + node.logical_id;
  }
  for (Edge edge : nested.edges) {
    edge.from += first;
    edge.to += first;
    graph.edges.push_back(std::move(edge));
  }
  sort_names(graph);
}

std::optional<std::uint32_t> ResourceGraph::find(std::string_view logical_id) const {
  const auto id_of = [this](std::uint32_t i) { return std::string_view(nodes[i].logical_id); };
  const auto found = std::ranges::lower_bound(by_name, logical_id, {}, id_of);
  if (found == by_name.end() || id_of(*found) != logical_id) return std::nullopt;
  return *found;
}

}  // namespace cxsam::tmpl
