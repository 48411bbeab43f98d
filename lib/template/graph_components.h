// The edges of a graph by where they start, and the knots that they tie.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "template/resource_graph.h"

namespace cxsam::tmpl {

/// The edges that hold something up, by the node that they start from. An event of a SAM function becomes a resource of its
/// own, so it does not make the function itself wait. Points into the graph.
class Outgoing {
 public:
  explicit Outgoing(const ResourceGraph& graph);

  [[nodiscard]] std::span<const Edge* const> of(std::uint32_t node) const {
    return {edges_.data() + starts_[node], starts_[node + 1] - starts_[node]};
  }
  [[nodiscard]] std::size_t node_count() const { return starts_.size() - 1; }

 private:
  std::vector<std::size_t> starts_;
  std::vector<const Edge*> edges_;
};

/// Two nodes have the same number exactly when each needs the other (strongly connected components). The numbers start at 0.
std::vector<std::uint32_t> components_of(const Outgoing& outgoing);

/// Which nodes are on a cycle.
std::vector<bool> on_cycles(const Outgoing& outgoing);

}  // namespace cxsam::tmpl
