// Mermaid flowcharts, which GitHub and most wikis draw. Source: Mermaid, "Flowcharts - Basic Syntax".
#include "template/render_graph.h"

namespace cxsam::tmpl {
namespace {

bool is_plain(char c) {
  const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  return letter || c == ' ' || c == ':' || c == '.' || c == ',' || c == '-' || c == '_' || static_cast<unsigned char>(c) >= 128;
}

/// A label between quotes: all signs that Markdown, HTML or Mermaid may read become entities.
std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (is_plain(c)) {
      result += c;
    } else if (static_cast<unsigned char>(c) < ' ') {
      result += ' ';
    } else {
      result += "#" + std::to_string(static_cast<int>(c)) + ";";
    }
  }
  return result;
}

std::string_view arrow_of(EdgeKind kind) {
  if (kind == EdgeKind::DependsOn) return " -.->";
  if (kind == EdgeKind::Event) return " ==>";
  return " -->";
}

}  // namespace

std::string render_mermaid(const ResourceGraph& graph) {
  std::string text = "flowchart LR\n";
  text += draw_nodes(graph, {.node =
                                 [&](std::size_t i, std::string_view id, const std::string& indent) {
                                   return indent + "n" + std::to_string(i) + "[\"" + escaped(id) + "<br/>" +
                                          escaped(graph.nodes[i].type) + "\"]\n";
                                 },
                             .open =
                                 [](std::size_t box, std::string_view id, const std::string& indent) {
                                   return indent + "subgraph s" + std::to_string(box) + "[\"" + escaped(id) + "\"]\n";
                                 },
                             .close = "end"});
  for (const Edge* edge : edges_to_draw(graph)) {
    text += "  n" + std::to_string(edge->from) + std::string(arrow_of(edge->kind)) + "|\"" + escaped(edge_label(*edge)) +
            "\"| n" + std::to_string(edge->to) + "\n";
  }
  return text;
}

}  // namespace cxsam::tmpl
