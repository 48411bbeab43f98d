// What the pictures of a graph have in common.
#pragma once

#include <string>
#include <vector>

#include "template/resource_graph.h"

namespace cxsam::tmpl {

/// "GetAtt Arn", "Ref, if HasTable".
std::string edge_label(const Edge& edge);

/// The first of all edges that look the same, in order.
std::vector<const Edge*> edges_to_draw(const ResourceGraph& graph);

}  // namespace cxsam::tmpl
