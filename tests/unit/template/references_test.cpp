#include "template/resource_graph.h"
#include "template_text.h"

using namespace cxsam;
using namespace cxsam::tmpl;

namespace {

using Kind = Reference::Kind;

std::string kind_of(Kind kind) {
  switch (kind) {
    case Kind::Ref:
      return "Ref";
    case Kind::GetAtt:
      return "GetAtt";
    case Kind::Sub:
      return "Sub";
    case Kind::DependsOn:
      return "DependsOn";
    case Kind::Condition:
      return "Condition";
    case Kind::Mapping:
      return "Mapping";
  }
  return "";
}

/// "Kind name.attribute 'place' [condition]" of each, a line each.
std::string references(const std::string& value) {
  TemplateText text("Resources:\n  Probe:\n    Value: " + value + "\n");
  std::string lines;
  for (const Reference& r : references_in(*text.source.root().at_path({"Resources", "Probe", "Value"}), &text.sources)) {
    lines += kind_of(r.kind) + " " + r.name + (r.attribute.empty() ? "" : "." + r.attribute) + " '" + text.at(r.where) + "'";
    lines += (r.condition.empty() ? "" : (r.otherwise ? " [not " : " [") + r.condition + "]") + "\n";
  }
  return lines;
}

}  // namespace

TEST_CASE("references_in: Ref and GetAtt in all spellings", "[template]") {
  CHECK(references("!Ref A") == "Ref A 'A'\n");
  CHECK(references("{Ref: AWS::Region}") == "Ref AWS::Region 'AWS::Region'\n");
  CHECK(references("!GetAtt A.b.c") == "GetAtt A.b.c 'A.b.c'\n");
  CHECK(references("{Fn::GetAtt: [A, b]}") == "GetAtt A.b '[A, b]'\n");
  CHECK(references("{Fn::GetAtt: A.b}") == "GetAtt A.b 'A.b'\n");
  CHECK(references("{Fn::GetAtt: [A, !Ref P]}") == "GetAtt A '[A, !Ref P]'\nRef P 'P'\n");
}

TEST_CASE("references_in: the names of a Sub, each at its place", "[template]") {
  CHECK(references("!Sub 'x${A}${B.c}${!D}'") == "Sub A '${A}'\nSub B.c '${B.c}'\n");
  CHECK(references("!Sub ['${v}${A}', {v: !Ref B}]") == "Sub A '${A}'\nRef B 'B'\n");
  CHECK(references("!Sub '${AWS::Region}'") == "Sub AWS::Region '${AWS::Region}'\n");
  CHECK(references("!Sub plain${A}") == "Sub A '${A}'\n");
}

TEST_CASE("references_in: a Fn::If colours what is below it", "[template]") {
  CHECK(references("[!If [C, !Ref A, !If [D, !Ref B, x]], !Ref E]") ==
        "Condition C 'C'\nRef A 'A' [C]\nCondition D 'D' [not C]\nRef B 'B' [D]\nRef E 'E'\n");
  CHECK(references("{a: !If [C, x, !Sub '${B}'], b: !Ref D}") == "Condition C 'C'\nSub B '${B}' [not C]\nRef D 'D'\n");
}

TEST_CASE("references_in: mappings and conditions", "[template]") {
  CHECK(references("!FindInMap [M, !Ref A, b]") == "Mapping M 'M'\nRef A 'A'\n");
  CHECK(references("!And [{Condition: C}, !Not [!Condition D]]") == "Condition C 'C'\nCondition D 'D'\n");
}

TEST_CASE("references_in: attributes of resources and outputs", "[template]") {
  CHECK(references("{Type: 'A::B::C', Condition: C, DependsOn: [D, E], Properties: {DependsOn: x, Condition: y}}") ==
        "Condition C 'C'\nDependsOn D 'D'\nDependsOn E 'E'\n");
  CHECK(references("{Type: 'A::B::C', DependsOn: D}") == "DependsOn D 'D'\n");
  CHECK(references("{Value: !Ref A, Condition: C}") == "Ref A 'A'\nCondition C 'C'\n");
}

TEST_CASE("references_in: keys that only look alike are none", "[template]") {
  CHECK(references("{Effect: Allow, Condition: {StringEquals: {a: !Ref A}}}") == "Ref A 'A'\n");
  CHECK(references("[{ContainerName: a, Condition: START}]").empty());
  CHECK(references("{Ref: A, more: b}").empty());
  CHECK(references("!Sub '${!A}'").empty());
}

TEST_CASE("references_in: malformed functions lose nothing that is below them", "[template]") {
  CHECK(references("{Ref: [!Ref A]}") == "Ref A 'A'\n");
  CHECK(references("{Fn::If: [C, !Ref A]}") == "Ref A 'A'\n");
  CHECK(references("{Fn::Sub: [!Ref A]}") == "Ref A 'A'\n");
  CHECK(references("{Fn::GetAtt: [!Ref A, b]}") == "Ref A 'A'\n");
  CHECK(references("{Fn::Unheard: [!Ref A]}") == "Ref A 'A'\n");
}
