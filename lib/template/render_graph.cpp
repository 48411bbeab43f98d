#include "template/render_graph.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "base/text.h"

namespace cxsam::tmpl {
namespace {

std::vector<std::string_view> boxes_of(std::string_view stack) {
  if (stack.empty()) return {};
  return split(stack, '/');
}

std::string indent_of(std::size_t boxes) { return std::string(2 * (boxes + 1), ' '); }

}  // namespace

std::string_view edge_kind_name(EdgeKind kind) {
  switch (kind) {
    case EdgeKind::Ref:
      return "Ref";
    case EdgeKind::GetAtt:
      return "GetAtt";
    case EdgeKind::Sub:
      return "Sub";
    case EdgeKind::DependsOn:
      return "DependsOn";
    case EdgeKind::Event:
      return "Event";
  }
  return "";
}

std::string edge_label(const Edge& edge) {
  std::string label(edge_kind_name(edge.kind));
  if (!edge.attribute.empty()) label += " " + edge.attribute;
  if (!edge.condition.empty()) label += (edge.otherwise ? ", if not " : ", if ") + edge.condition;
  return label;
}

std::vector<const Edge*> edges_to_draw(const ResourceGraph& graph) {
  std::set<std::tuple<std::uint32_t, std::uint32_t, std::string>> seen;
  std::vector<const Edge*> edges;
  for (const Edge& edge : graph.edges)
    if (seen.emplace(edge.from, edge.to, edge_label(edge)).second) edges.push_back(&edge);
  return edges;
}

std::string draw_nodes(const ResourceGraph& graph, const BoxStyle& style) {
  std::string text;
  std::vector<std::string_view> open;
  std::size_t boxes = 0;
  const auto close_down_to = [&](std::size_t depth) {
    for (; open.size() > depth; open.pop_back()) text += indent_of(open.size() - 1) + std::string(style.close) + "\n";
  };
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    const GraphNode& node = graph.nodes[i];
    const std::vector<std::string_view> wanted = boxes_of(node.stack);
    close_down_to(static_cast<std::size_t>(std::ranges::mismatch(open, wanted).in1 - open.begin()));
    while (open.size() < wanted.size()) {
      text += style.open(boxes++, wanted[open.size()], indent_of(open.size()));
      open.push_back(wanted[open.size()]);
    }
    const std::size_t prefix = node.stack.empty() ? 0 : node.stack.size() + 1;
    text += style.node(i, std::string_view(node.logical_id).substr(prefix), indent_of(open.size()));
  }
  close_down_to(0);
  return text;
}

}  // namespace cxsam::tmpl
