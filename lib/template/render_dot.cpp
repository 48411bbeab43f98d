// Graphviz: `cxsam graph | dot -Tsvg`. Source: Graphviz, "The DOT Language".
#include "template/render_graph.h"

namespace cxsam::tmpl {
namespace {

/// The inside of a quoted string that is shown as it is written.
std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
  }
  return result;
}

std::string_view style_of(EdgeKind kind) {
  if (kind == EdgeKind::DependsOn) return ", style=dashed";
  if (kind == EdgeKind::Event) return ", style=bold";
  return "";
}

}  // namespace

std::string render_dot(const ResourceGraph& graph) {
  std::string text =
      "digraph template {\n  rankdir=LR;\n  node [shape=box, fontname=\"sans-serif\"];\n  edge [fontname=\"sans-serif\", "
      "fontsize=10];\n";
  text += draw_nodes(graph, {.node =
                                 [&](std::size_t i, std::string_view id, const std::string& indent) {
                                   return indent + "n" + std::to_string(i) + " [label=\"" + escaped(id) + "\\n" +
                                          escaped(graph.nodes[i].type) + "\"];\n";
                                 },
                             .open =
                                 [](std::size_t box, std::string_view id, const std::string& indent) {
                                   return indent + "subgraph cluster" + std::to_string(box) + " {\n" + indent + "  label=\"" +
                                          escaped(id) + "\"; fontname=\"sans-serif\";\n";
                                 },
                             .close = "}"});
  for (const Edge* edge : edges_to_draw(graph)) {
    text += "  n" + std::to_string(edge->from) + " -> n" + std::to_string(edge->to) + " [label=\"" +
            escaped(edge_label(*edge)) + "\"" + std::string(style_of(edge->kind)) + "];\n";
  }
  return text + "}\n";
}

}  // namespace cxsam::tmpl
