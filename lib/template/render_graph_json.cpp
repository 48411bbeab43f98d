#include "json/json.h"
#include "template/render_graph.h"

namespace cxsam::tmpl {
namespace {

void add_place(Json& object, Span where, const Sources& sources) {
  const Position position = sources.begin_of(where);
  object["file"] = sources.path(where.file);
  object["line"] = position.line;
  object["column"] = position.column;
}

}  // namespace

std::string render_json(const ResourceGraph& graph, const Sources& sources) {
  Json nodes = Json::array();
  for (const GraphNode& node : graph.nodes) {
    Json object{{"id", node.logical_id}, {"type", node.type}};
    if (!node.stack.empty()) object["stack"] = node.stack;
    add_place(object, node.where, sources);
    nodes.push_back(std::move(object));
  }
  Json edges = Json::array();
  for (const Edge& edge : graph.edges) {
    Json object{{"from", graph.nodes[edge.from].logical_id},
                {"to", graph.nodes[edge.to].logical_id},
                {"kind", std::string(edge_kind_name(edge.kind))}};
    if (!edge.attribute.empty()) object["attribute"] = edge.attribute;
    if (!edge.condition.empty()) object["condition"] = edge.condition;
    if (edge.otherwise) object["otherwise"] = true;
    add_place(object, edge.where, sources);
    edges.push_back(std::move(object));
  }
  return dump_json({{"nodes", std::move(nodes)}, {"edges", std::move(edges)}}, 2) + "\n";
}

}  // namespace cxsam::tmpl
