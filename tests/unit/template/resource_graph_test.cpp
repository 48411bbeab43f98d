#include "template/resource_graph.h"

#include "template_text.h"

using namespace cxsam;
using namespace cxsam::tmpl;

namespace {

/// A resource a word: "A", or "A:B,C" for one that refers to B and C.
std::string resources(const std::vector<std::string>& words) {
  std::string text = "Resources:\n";
  for (const std::string& word : words) {
    const std::size_t colon = word.find(':');
    text += "  " + word.substr(0, colon) + ":\n    Type: A::B::C\n";
    if (colon != std::string::npos) text += "    DependsOn: [" + word.substr(colon + 1) + "]\n";
  }
  return text;
}

ResourceGraph graph_of(const std::vector<std::string>& words) {
  return ResourceGraph::from(TemplateText(resources(words)).source);
}

std::string order_of(const std::vector<std::string>& words) {
  const ResourceGraph graph = graph_of(words);
  std::string text;
  for (const std::uint32_t id : graph.order()) text += graph.nodes[id].logical_id;
  return text;
}

std::string cycles_of(const std::vector<std::string>& words) {
  const ResourceGraph graph = graph_of(words);
  std::string text;
  for (const std::vector<Edge>& cycle : graph.cycles()) {
    for (const Edge& edge : cycle) text += graph.nodes[edge.from].logical_id + ">";
    text += graph.nodes[cycle.back().to].logical_id + " ";
  }
  return text;
}

/// "From Kind To.attribute [condition]" of each edge, a line each.
std::string edges_of(const ResourceGraph& graph) {
  std::string text;
  for (const Edge& edge : graph.edges) {
    text += graph.nodes[edge.from].logical_id + " " + std::string(edge_kind_name(edge.kind)) + " " +
            graph.nodes[edge.to].logical_id;
    text += (edge.attribute.empty() ? "" : "." + edge.attribute) +
            (edge.condition.empty() ? "" : (edge.otherwise ? " [not " : " [") + edge.condition + "]") + "\n";
  }
  return text;
}

}  // namespace

TEST_CASE("ResourceGraph: edges of every kind, with attribute, condition and place", "[template]") {
  TemplateText text(R"(
Parameters: {P: {Type: String}}
Resources:
  Fn:
    Type: AWS::Lambda::Function
    DependsOn: Role
    Properties:
      Role: !GetAtt Role.Arn
      A: !Ref Table
      B: !Sub '${Table.Arn}/${P}/${AWS::Region}'
      C: !If [HasQueue, !Ref Queue, !Ref Nobody]
      D: !If [HasQueue, '', !Ref Table]
  Role: {Type: 'AWS::IAM::Role'}
  Table: {Type: 'AWS::DynamoDB::Table'}
  Queue: {Type: 'AWS::SQS::Queue'}
)");
  const ResourceGraph graph = ResourceGraph::from(text.source, &text.sources);
  CHECK(edges_of(graph) ==
        "Fn DependsOn Role\nFn GetAtt Role.Arn\nFn Ref Table\nFn Sub Table.Arn\nFn Ref Queue [HasQueue]\nFn Ref Table [not "
        "HasQueue]\n");
  CHECK(text.at(graph.edges[3].where) == "${Table.Arn}");
  CHECK(text.at(graph.nodes[0].where) == "Fn");
  CHECK(graph.find("Table") == 2);
  CHECK_FALSE(graph.find("Nobody"));
}

TEST_CASE("ResourceGraph: SAM's events and generated names", "[template]") {
  TemplateText text(R"(
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Url: !Ref Api.Stage
      Events:
        Get: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /, Method: get}}
        Work: {Type: SQS, Properties: {Queue: !GetAtt Queue.Arn}}
  Api: {Type: 'AWS::Serverless::Api', Properties: {Uri: !GetAtt Fn.Arn}}
  Queue: {Type: 'AWS::SQS::Queue'}
)");
  const ResourceGraph graph = ResourceGraph::from(text.source, &text.sources);
  CHECK(edges_of(graph) == "Fn Ref Api.Stage\nFn Event Api\nFn Event Queue.Arn\nApi GetAtt Fn.Arn\n");
}

TEST_CASE("ResourceGraph: an event makes no cycle", "[template]") {
  TemplateText text(R"(
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Events: {Get: {Type: Api, Properties: {RestApiId: !Ref Api}}}
  Api: {Type: 'AWS::Serverless::Api', Properties: {Uri: !GetAtt Fn.Arn}}
)");
  const ResourceGraph graph = ResourceGraph::from(text.source, &text.sources);
  CHECK(graph.edges.size() == 2);
  CHECK(graph.cycles().empty());
  CHECK(graph.order() == std::vector<std::uint32_t>{0, 1});
}

TEST_CASE("ResourceGraph: what a SAM resource takes from Globals ties it too", "[template]") {
  const TemplateText given(R"(Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Layers: [!Ref Shared]
    Role: !GetAtt Role.Arn
    Environment: {Variables: {TABLE: !Ref Table}}
Resources:
  All: {Type: AWS::Serverless::Function}
  OwnRole: {Type: AWS::Serverless::Function, Properties: {Role: given}}
  NoLayers: {Type: AWS::Serverless::Function, IgnoreGlobals: [Layers]}
  Nothing: {Type: AWS::Serverless::Function, IgnoreGlobals: "*"}
  Shared: {Type: AWS::Serverless::LayerVersion}
  Role: {Type: AWS::IAM::Role}
  Table: {Type: AWS::Serverless::SimpleTable}
)");
  const ResourceGraph graph = ResourceGraph::from(given.source);
  std::string text;
  for (const Edge& edge : graph.edges) text += graph.nodes[edge.from].logical_id + ">" + graph.nodes[edge.to].logical_id + " ";
  CHECK(text == "All>Shared All>Role All>Table OwnRole>Shared OwnRole>Table NoLayers>Role NoLayers>Table ");
}

TEST_CASE("order: needs first, ties in template order", "[template]") {
  CHECK(order_of({"A", "B", "C"}) == "ABC");
  CHECK(order_of({"A:C", "B", "C"}) == "BCA");
  CHECK(order_of({"A:B,C", "B:D", "C:D", "D", "E"}) == "DBCAE");
  CHECK(order_of({"A:B,B", "B"}) == "BA");
}

TEST_CASE("order: members of cycles come last, but for those that need them", "[template]") {
  CHECK(order_of({"A:B", "B:A", "C"}) == "CAB");
  CHECK(order_of({"U:A", "A:B", "B:A", "C", "V:U"}) == "CABUV");
  CHECK(order_of({"A:A", "B"}) == "BA");
}

TEST_CASE("cycles: each knot once, by its shortest way", "[template]") {
  CHECK(cycles_of({"A:B", "B"}).empty());
  CHECK(cycles_of({"A:A"}) == "A>A ");
  CHECK(cycles_of({"A:B", "B:A"}) == "A>B>A ");
  CHECK(cycles_of({"U:A", "A:B", "B:C", "C:A", "D:E", "E:D,A"}) == "A>B>C>A D>E>D ");
  CHECK(cycles_of({"A:B", "B:C,A", "C:A"}) == "A>B>A ");
}

TEST_CASE("ResourceGraph: thousands of resources in one chain and one ring", "[template]") {
  constexpr int kCount = 5000;
  std::vector<std::string> words;
  for (int i = 0; i < kCount; ++i) words.push_back("R" + std::to_string(i) + ":R" + std::to_string(i + 1));
  words.push_back("R" + std::to_string(kCount));
  const ResourceGraph chain = graph_of(words);
  CHECK(chain.cycles().empty());
  CHECK(chain.order().front() == kCount);
  CHECK(chain.order().back() == 0);

  words.back() += ":R0";
  const ResourceGraph ring = graph_of(words);
  REQUIRE(ring.cycles().size() == 1);
  CHECK(ring.cycles()[0].size() == kCount + 1);
  CHECK(ring.order().size() == kCount + 1);
}

TEST_CASE("render_dot and render_mermaid: names cannot leave their labels", "[template]") {
  ResourceGraph graph;
  graph.nodes = {{"a\"]; evil", "T<b>\n#;", {}}, {"b\\", "x::y", {}}};
  graph.edges = {{.from = 0, .to = 1, .kind = EdgeKind::GetAtt, .where = {}, .attribute = "q\"|", .condition = "C"},
                 {.from = 0, .to = 1, .kind = EdgeKind::GetAtt, .where = {}, .attribute = "q\"|", .condition = "C"}};
  const std::string dot = render_dot(graph);
  CHECK(dot.find(R"(n0 [label="a\"]; evil\nT<b> #;"];)") != std::string::npos);
  CHECK(dot.find(R"(n1 [label="b\\\nx::y"];)") != std::string::npos);
  CHECK(dot.find(R"(n0 -> n1 [label="GetAtt q\"|, if C"];)") != std::string::npos);
  CHECK(dot.find("n0 -> n1") == dot.rfind("n0 -> n1"));

  const std::string mermaid = render_mermaid(graph);
  CHECK(mermaid.find(R"(n0["a#34;#93;#59; evil<br/>T#60;b#62; #35;#59;"])") != std::string::npos);
  CHECK(mermaid.find(R"(n0 -->|"GetAtt q#34;#124;, if C"| n1)") != std::string::npos);
}

TEST_CASE("render: nested stacks are boxes in boxes, and ids are full paths", "[template]") {
  ResourceGraph graph;
  graph.nodes = {{"Child", "S", {}}, {"Last", "T", {}}};
  const auto nested = [](const char* first, const char* second) {
    ResourceGraph stack;
    stack.nodes = {{first, "T", {}}, {second, "T", {}}};
    stack.edges = {{.from = 0, .to = 1, .kind = EdgeKind::Ref, .where = {}, .attribute = "", .condition = ""}};
    return stack;
  };
  add_nested(graph, "Child", nested("A", "B"));
  add_nested(graph, "Child/Deep", nested("A", "B"));
  add_nested(graph, "Other\"]", nested("A", "B"));
  CHECK(graph.nodes[*graph.find("Child/Deep/B")].stack == "Child/Deep");
  REQUIRE(graph.edges.size() == 3);
  CHECK(graph.nodes[graph.edges[1].to].logical_id == "Child/Deep/B");

  CHECK(render_mermaid(graph) == R"(flowchart LR
  n0["Child<br/>S"]
  n1["Last<br/>T"]
  subgraph s0["Child"]
    n2["A<br/>T"]
    n3["B<br/>T"]
    subgraph s1["Deep"]
      n4["A<br/>T"]
      n5["B<br/>T"]
    end
  end
  subgraph s2["Other#34;#93;"]
    n6["A<br/>T"]
    n7["B<br/>T"]
  end
  n2 -->|"Ref"| n3
  n4 -->|"Ref"| n5
  n6 -->|"Ref"| n7
)");
  CHECK(render_dot(graph).find(R"(label="Other\"]"; fontname)") != std::string::npos);
}

TEST_CASE("render_json: places as file, line and column", "[template]") {
  TemplateText text("Resources:\n  A:\n    Type: X::Y::Z\n    Properties: {p: !GetAtt B.c}\n  B: {Type: 'X::Y::Z'}\n");
  const std::string json = render_json(ResourceGraph::from(text.source, &text.sources), text.sources);
  CHECK(json == R"({
  "nodes": [
    {
      "id": "A",
      "type": "X::Y::Z",
      "file": "template.yaml",
      "line": 2,
      "column": 3
    },
    {
      "id": "B",
      "type": "X::Y::Z",
      "file": "template.yaml",
      "line": 5,
      "column": 3
    }
  ],
  "edges": [
    {
      "from": "A",
      "to": "B",
      "kind": "GetAtt",
      "attribute": "c",
      "file": "template.yaml",
      "line": 4,
      "column": 29
    }
  ]
}
)");
}
