#include <algorithm>
#include <array>

#include "base/text.h"
#include "lint/context.h"
#include "lint/rule.h"
#include "template/graph_components.h"

namespace cxsam::lint {
namespace {

using Cycle = std::vector<const tmpl::Edge*>;

/// Looks for a way from a node back to itself, edges of one kind after the other.
class Search {
 public:
  /// Once for each knot of resources that need each other, or else for each resource, as cfn-lint does: then a circle that the
  /// resource leads to and is no part of may be found in its place.
  Search(const tmpl::ResourceGraph& graph, bool once_for_knot)
      : outgoing_(graph),
        components_(tmpl::components_of(outgoing_)),
        on_cycles_(tmpl::on_cycles(outgoing_)),
        visited_(graph.nodes.size()),
        on_way_(graph.nodes.size()),
        once_for_knot_(once_for_knot) {}

  /// The first cycle on the ways from `start`; empty when it is on none, or when its knot has been looked at before.
  Cycle cycle_from(std::uint32_t start) {
    if (!on_cycles_[start]) return {};
    if (!once_for_knot_) visited_.assign(visited_.size(), false);
    if (visited_[start]) return {};
    enter(start);
    while (!open_.empty()) {
      if (open_.back().edges.empty()) {
        on_way_[open_.back().node] = false;
        open_.pop_back();
        continue;
      }
      const tmpl::Edge* edge = open_.back().edges.back();
      open_.back().edges.pop_back();
      if (on_way_[edge->to]) return take_cycle(edge);
      if (visited_[edge->to]) continue;
      open_.back().taken = edge;
      enter(edge->to);
    }
    return {};
  }

 private:
  struct Step {
    std::uint32_t node;
    std::vector<const tmpl::Edge*> edges;  // those to try, last first
    const tmpl::Edge* taken = nullptr;     // to the next step
  };

  void enter(std::uint32_t node) {
    visited_[node] = on_way_[node] = true;
    open_.push_back({node, edges_to_try(node)});
  }

  std::vector<const tmpl::Edge*> edges_to_try(std::uint32_t node) const {
    using Kind = tmpl::EdgeKind;
    std::vector<const tmpl::Edge*> edges;
    for (const Kind kind : {Kind::Sub, Kind::GetAtt, Kind::Ref, Kind::DependsOn}) {
      const auto outgoing = outgoing_.of(node);
      for (auto edge = outgoing.rbegin(); edge != outgoing.rend(); ++edge)
        if ((*edge)->kind == kind && (!once_for_knot_ || components_[(*edge)->to] == components_[node])) edges.push_back(*edge);
    }
    return edges;
  }

  Cycle take_cycle(const tmpl::Edge* last) {
    Cycle cycle;
    const auto first = std::ranges::find(open_, last->to, &Step::node);
    for (auto step = first; step + 1 != open_.end(); ++step) cycle.push_back(step->taken);
    cycle.push_back(last);
    for (const Step& step : open_) on_way_[step.node] = false;
    open_.clear();
    for (std::uint32_t node = 0; node < visited_.size(); ++node)
      if (components_[node] == components_[last->to]) visited_[node] = true;
    return cycle;
  }

  tmpl::Outgoing outgoing_;
  std::vector<std::uint32_t> components_;
  std::vector<bool> on_cycles_;
  std::vector<bool> visited_;
  std::vector<bool> on_way_;
  bool once_for_knot_;
  std::vector<Step> open_;
};

// Every resource of the circle gets a finding, so long ones are not told in full each time.
std::string path_of(const Cycle& cycle, std::size_t begin, const tmpl::ResourceGraph& graph) {
  constexpr std::size_t kLongest = 12;
  constexpr std::size_t kTold = kLongest / 2;  // at both ends
  const auto name = [&](std::size_t i) { return "`" + graph.nodes[cycle[(begin + i) % cycle.size()]->from].logical_id + "`"; };
  std::string path = name(0);
  for (std::size_t i = 1; i <= cycle.size(); ++i) {
    const bool is_told = cycle.size() <= kLongest || i < kTold || i > cycle.size() - kTold;
    if (is_told) path += " -> " + name(i);
    if (!is_told && i == kTold) path += " -> " + plural(cycle.size() - 2 * kTold + 1, "other");
  }
  return path;
}

RelatedPlace place_of(const tmpl::Edge& edge, const tmpl::ResourceGraph& graph) {
  return {edge.where, "`" + graph.nodes[edge.from].logical_id + "` needs `" + graph.nodes[edge.to].logical_id + "` here"};
}

Diagnostic& report(const Cycle& cycle, std::size_t begin, const tmpl::ResourceGraph& graph, Findings& findings) {
  Diagnostic& finding = findings.add(graph.nodes[cycle[begin]->from].where,
                                     "resources need each other in a circle: " + path_of(cycle, begin, graph));
  finding.related.push_back(place_of(*cycle[begin], graph));
  finding.hints.emplace_back("break the circle at one place: a name or ARN that is built from text needs no resource");
  return finding;
}

void report_once(const Cycle& cycle, const tmpl::ResourceGraph& graph, Findings& findings) {
  const auto first = std::ranges::min_element(cycle, {}, [](const tmpl::Edge* edge) { return edge->from; });
  const auto begin = static_cast<std::size_t>(first - cycle.begin());
  Diagnostic& finding = report(cycle, begin, graph, findings);
  for (std::size_t i = 1; i < cycle.size(); ++i) finding.related.push_back(place_of(*cycle[(begin + i) % cycle.size()], graph));
}

// E3005 says so, and what the serverless resource becomes need not wait for itself.
bool is_serverless_that_depends_on_itself(const CheckContext& context, const Cycle& cycle) {
  if (cycle.size() != 1 || cycle.front()->kind != tmpl::EdgeKind::DependsOn) return false;
  const tmpl::Resource* resource = context.source.find_resource(context.stack.graph.nodes[cycle.front()->from].logical_id);
  return resource && resource->type.starts_with("AWS::Serverless::");
}

// Where the transform failed a serverless resource stands for several, which need not wait for each other.
bool is_through_untransformed(const Cycle& cycle, const tmpl::ResourceGraph& graph) {
  return std::ranges::any_of(
      cycle, [&](const tmpl::Edge* edge) { return graph.nodes[edge->from].type.starts_with("AWS::Serverless::"); });
}

// What nobody expands, or has no type, is no part of a circle.
bool is_through_unread(const CheckContext& context, const Cycle& cycle) {
  if (context.options.dialect->expands_serverless) return false;
  return std::ranges::any_of(cycle, [&](const tmpl::Edge* edge) {
    const tmpl::Resource* resource = context.source.find_resource(context.stack.graph.nodes[edge->from].logical_id);
    return !resource || resource->type.empty() || resource->type.starts_with("AWS::Serverless::");
  });
}

void check(const CheckContext& context, Findings& findings) {
  const tmpl::ResourceGraph& graph = context.stack.graph;
  const bool once = context.options.dialect->tells_circles_once;
  Search search(graph, once);
  for (std::uint32_t node = 0; node < graph.nodes.size(); ++node) {
    const Cycle cycle = search.cycle_from(node);
    if (cycle.empty() || is_serverless_that_depends_on_itself(context, cycle) || is_through_untransformed(cycle, graph) ||
        is_through_unread(context, cycle))
      continue;
    if (once) {
      report_once(cycle, graph, findings);
      continue;
    }
    const auto own = std::ranges::find(cycle, node, &tmpl::Edge::from);
    if (own != cycle.end()) report(cycle, static_cast<std::size_t>(own - cycle.begin()), graph, findings);
  }
}

}  // namespace

extern const Rule rule_E3004_cycle{
    .id = "E3004",
    .summary = "no resource needs itself, directly or through others",
    .why =
        "CloudFormation makes what is needed first, so a circle has no beginning. Circles through resources that SAM makes "
        "count.",
    .check = check,
};

}  // namespace cxsam::lint
