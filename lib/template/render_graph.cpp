#include "template/render_graph.h"

#include <set>
#include <tuple>

namespace cxsam::tmpl {

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
  if (edge.condition) label += (edge.otherwise ? ", if not " : ", if ") + *edge.condition;
  return label;
}

std::vector<const Edge*> edges_to_draw(const ResourceGraph& graph) {
  std::set<std::tuple<std::uint32_t, std::uint32_t, std::string>> seen;
  std::vector<const Edge*> edges;
  for (const Edge& edge : graph.edges)
    if (seen.emplace(edge.from, edge.to, edge_label(edge)).second) edges.push_back(&edge);
  return edges;
}

}  // namespace cxsam::tmpl
