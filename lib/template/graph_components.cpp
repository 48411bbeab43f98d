#include "template/graph_components.h"

#include <algorithm>

namespace cxsam::tmpl {
namespace {

using Id = std::uint32_t;

constexpr Id kNone = ~Id{0};

/// Tarjan's algorithm with its call stack written out, as a chain of resources may be as long as the template.
class Tarjan {
 public:
  explicit Tarjan(const Outgoing& outgoing)
      : outgoing_(outgoing),
        index_(outgoing.node_count(), kNone),
        low_(outgoing.node_count()),
        component_(outgoing.node_count(), kNone) {}

  std::vector<Id> run() {
    for (Id node = 0; node < index_.size(); ++node)
      if (index_[node] == kNone) explore(node);
    return std::move(component_);
  }

 private:
  struct Call {
    Id node;
    std::size_t next_edge = 0;
  };

  void explore(Id root) {
    enter(root);
    while (!calls_.empty()) {
      Call& call = calls_.back();
      const auto edges = outgoing_.of(call.node);
      if (call.next_edge == edges.size()) {
        leave();
        continue;
      }
      const Id to = edges[call.next_edge++]->to;
      if (index_[to] == kNone) {
        enter(to);
      } else if (component_[to] == kNone) {
        low_[call.node] = std::min(low_[call.node], index_[to]);
      }
    }
  }

  void enter(Id node) {
    index_[node] = low_[node] = visited_++;
    open_.push_back(node);
    calls_.push_back({node});
  }

  void leave() {
    const Id node = calls_.back().node;
    calls_.pop_back();
    if (!calls_.empty()) low_[calls_.back().node] = std::min(low_[calls_.back().node], low_[node]);
    if (low_[node] != index_[node]) return;
    while (component_[node] == kNone) {
      component_[open_.back()] = components_;
      open_.pop_back();
    }
    ++components_;
  }

  const Outgoing& outgoing_;
  std::vector<Id> index_;      // order of the first visit
  std::vector<Id> low_;        // the earliest node that is known to be reached from here
  std::vector<Id> component_;  // kNone while the component is open
  std::vector<Id> open_;
  std::vector<Call> calls_;
  Id visited_ = 0;
  Id components_ = 0;
};

}  // namespace

Outgoing::Outgoing(const ResourceGraph& graph) : starts_(graph.nodes.size() + 1) {
  const auto holds_up = [](const Edge& edge) { return edge.kind != EdgeKind::Event; };
  for (const Edge& edge : graph.edges)
    if (holds_up(edge)) ++starts_[edge.from + 1];
  for (std::size_t i = 1; i < starts_.size(); ++i) starts_[i] += starts_[i - 1];
  edges_.resize(starts_.back());
  std::vector<std::size_t> next(starts_.begin(), starts_.end() - 1);
  for (const Edge& edge : graph.edges)
    if (holds_up(edge)) edges_[next[edge.from]++] = &edge;
}

std::vector<std::uint32_t> components_of(const Outgoing& outgoing) { return Tarjan(outgoing).run(); }

std::vector<bool> on_cycles(const Outgoing& outgoing) {
  const std::vector<Id> components = components_of(outgoing);
  std::vector<Id> sizes(components.size());
  for (const Id component : components) ++sizes[component];
  std::vector<bool> members(components.size());
  for (Id node = 0; node < members.size(); ++node) {
    const bool needs_itself = std::ranges::any_of(outgoing.of(node), [&](const Edge* edge) { return edge->to == node; });
    members[node] = needs_itself || sizes[components[node]] > 1;
  }
  return members;
}

}  // namespace cxsam::tmpl
