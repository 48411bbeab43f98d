#include "lint/context.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

std::string path_of(const std::vector<tmpl::Edge>& cycle, const tmpl::ResourceGraph& graph) {
  std::string path = "`" + graph.nodes[cycle.front().from].logical_id + "`";
  for (const tmpl::Edge& edge : cycle) path += " -> `" + graph.nodes[edge.to].logical_id + "`";
  return path;
}

void report(const std::vector<tmpl::Edge>& cycle, const tmpl::ResourceGraph& graph, Findings& findings) {
  const tmpl::Edge& first = cycle.front();
  Diagnostic& finding = findings.add(first.where, "resources need each other in a circle: " + path_of(cycle, graph));
  for (auto edge = cycle.begin() + 1; edge != cycle.end(); ++edge)
    finding.related.push_back(
        {edge->where, "`" + graph.nodes[edge->from].logical_id + "` needs `" + graph.nodes[edge->to].logical_id + "` here"});
  finding.hints.emplace_back(
      "break the circle at one of these places: a name or ARN that is built from text needs no resource");
}

void check(const CheckContext& context, Findings& findings) {
  for (const std::vector<tmpl::Edge>& cycle : context.project.graph.cycles()) report(cycle, context.project.graph, findings);
}

}  // namespace

extern const Rule rule_E3004_cycle;
const Rule rule_E3004_cycle{
    .id = "E3004",
    .summary = "no resource needs itself, directly or through others",
    .why =
        "CloudFormation makes what is needed first, so a circle has no beginning. Circles through resources that SAM makes "
        "count.",
    .check = check,
};

}  // namespace cxsam::lint
