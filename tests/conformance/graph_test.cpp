// Real templates that nobody here wrote: each gives a graph whose parts agree.
#include "template/resource_graph.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <iostream>

#include "document/reader.h"
#include "json/json.h"
#include "template/parameters.h"
#include "template/resolver.h"
#include "tests/support/corpus.h"

using namespace cxsam;
using namespace cxsam::tmpl;

namespace {

namespace fs = std::filesystem;

void check_graph(const ResourceGraph& graph, const Sources& sources) {
  CHECK(graph.order().size() == graph.nodes.size());
  for (const Edge& edge : graph.edges) CHECK(edge.where.end > edge.where.begin);
  for (const std::vector<Edge>& cycle : graph.cycles()) CHECK(cycle.back().to == cycle.front().from);
  CHECK(parse_json(render_json(graph, sources)));
  CHECK(render_dot(graph).ends_with("}\n"));
  CHECK(render_mermaid(graph).starts_with("flowchart"));
}

}  // namespace

TEST_CASE("graph: every real template", "[conformance][graph]") {
  const fs::path folder = test::corpus() / "transform" / "realworld";
  if (!fs::is_directory(folder)) {
    test::say_skipped(folder);
    return;
  }
  std::size_t templates = 0;
  std::size_t edges = 0;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    const fs::path input = entry.path() / "input.yaml";
    if (!fs::exists(input)) continue;
    INFO(input.string());
    Sources sources;
    Diagnostics diagnostics;
    const Result<FileId> file = sources.load(input);
    REQUIRE(file);
    std::optional<Node> root = read_document(sources, *file, diagnostics);
    if (!root) continue;
    const Template source = Template::from(std::move(*root), diagnostics);
    const ResourceGraph graph = ResourceGraph::from(source, &sources);
    check_graph(graph, sources);
    const Resolver resolver(source, parameter_values(source, {}, {}, diagnostics));
    for (const Resource& resource : source.resources()) CHECK_NOTHROW(resolver.resolve(*resource.node));
    ++templates;
    edges += graph.edges.size();
  }
  std::cout << "graph: " << templates << " templates, " << edges << " edges\n";
  CHECK(templates > 0);
}
