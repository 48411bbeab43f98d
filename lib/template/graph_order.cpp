// Cycles and order of a ResourceGraph, without recursion and nearly linear in the edges.
#include <algorithm>
#include <functional>
#include <queue>

#include "template/graph_components.h"
#include "template/resource_graph.h"

namespace cxsam::tmpl {
namespace {

using Id = std::uint32_t;

/// Finds a shortest cycle of a component, breadth first. Each component is walked once.
class CycleSearch {
 public:
  explicit CycleSearch(const Outgoing& outgoing)
      : outgoing_(outgoing), components_(components_of(outgoing)), done_(components_.size()), came_by_(components_.size()) {}

  /// A shortest way from `start` back to itself; empty when there is none, or one of its component was given already.
  std::vector<Edge> cycle_through(Id start) {
    if (done_[components_[start]]) return {};
    done_[components_[start]] = true;
    std::queue<Id> waiting;
    waiting.push(start);
    while (came_by_[start] == nullptr && !waiting.empty()) {
      for (const Edge* edge : outgoing_.of(waiting.front())) {
        if (components_[edge->to] != components_[start] || came_by_[edge->to] != nullptr) continue;
        came_by_[edge->to] = edge;
        waiting.push(edge->to);
      }
      waiting.pop();
    }
    return way_back_to(start);
  }

 private:
  std::vector<Edge> way_back_to(Id start) const {
    std::vector<Edge> cycle;
    if (came_by_[start] == nullptr) return cycle;
    for (Id node = start; cycle.empty() || node != start; node = cycle.back().from) cycle.push_back(*came_by_[node]);
    std::ranges::reverse(cycle);
    return cycle;
  }

  const Outgoing& outgoing_;
  std::vector<Id> components_;
  std::vector<bool> done_;
  std::vector<const Edge*> came_by_;
};

/// Kahn's algorithm; among the nodes that are free, the first of the template is next.
class Order {
 public:
  explicit Order(const Outgoing& outgoing)
      : open_needs_(outgoing.node_count()), needed_by_(outgoing.node_count()), circular_(outgoing.node_count()) {
    for (Id node = 0; node < open_needs_.size(); ++node) {
      open_needs_[node] = outgoing.of(node).size();
      if (open_needs_[node] == 0) free_.push(node);
      for (const Edge* edge : outgoing.of(node)) needed_by_[edge->to].push_back(node);
    }
  }

  void take_free() {
    while (!free_.empty()) {
      const Id node = free_.top();
      free_.pop();
      take(node);
    }
  }

  /// These never become free by themselves.
  void take_circular(std::vector<bool> members) {
    circular_ = std::move(members);
    for (Id node = 0; node < circular_.size(); ++node)
      if (circular_[node]) take(node);
  }

  std::vector<Id> order;

 private:
  void take(Id node) {
    order.push_back(node);
    for (const Id user : needed_by_[node])
      if (--open_needs_[user] == 0 && !circular_[user]) free_.push(user);
  }

  std::vector<std::size_t> open_needs_;
  std::vector<std::vector<Id>> needed_by_;
  std::vector<bool> circular_;
  std::priority_queue<Id, std::vector<Id>, std::greater<>> free_;
};

}  // namespace

std::vector<std::vector<Edge>> ResourceGraph::cycles() const {
  const Outgoing outgoing(*this);
  CycleSearch search(outgoing);
  std::vector<std::vector<Edge>> found;
  for (Id node = 0; node < nodes.size(); ++node) {
    std::vector<Edge> cycle = search.cycle_through(node);
    if (!cycle.empty()) found.push_back(std::move(cycle));
  }
  return found;
}

std::vector<std::uint32_t> ResourceGraph::order() const {
  const Outgoing outgoing(*this);
  Order order(outgoing);
  order.take_free();
  if (order.order.size() < nodes.size()) {
    order.take_circular(on_cycles(outgoing));
    order.take_free();
  }
  return std::move(order.order);
}

}  // namespace cxsam::tmpl
