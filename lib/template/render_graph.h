// What the pictures of a graph have in common.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "template/resource_graph.h"

namespace cxsam::tmpl {

/// "GetAtt Arn", "Ref, if HasTable".
std::string edge_label(const Edge& edge);

/// The first of all edges that look the same, in order.
std::vector<const Edge*> edges_to_draw(const ResourceGraph& graph);

/// How a picture draws nested stacks: boxes within each other. `indent` is two blanks for each box that is open, and two.
struct BoxStyle {
  std::function<std::string(std::size_t node, std::string_view id, const std::string& indent)> node;
  std::function<std::string(std::size_t box, std::string_view id, const std::string& indent)> open;
  std::string_view close;
};

/// The nodes in order, each in the boxes of its stacks. The stacks of a graph stand in it as add_nested() puts them: the outer
/// before the inner.
std::string draw_nodes(const ResourceGraph& graph, const BoxStyle& style);

}  // namespace cxsam::tmpl
