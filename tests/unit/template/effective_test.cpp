#include "template/effective.h"

#include "tests/unit/template/template_text.h"

using namespace cxsam;
using namespace cxsam::tmpl;

namespace {

constexpr const char* kTemplate = R"(Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Timeout: 42
    Architectures: [arm64]
    Layers: [!Ref Shared]
    Environment:
      Variables: {A: global, B: global}
    VpcConfig: {SubnetIds: [s]}
Resources:
  Plain: {Type: AWS::Lambda::Function, Properties: {Handler: a.b}}
  All: {Type: AWS::Serverless::Function}
  Own:
    Type: AWS::Serverless::Function
    Properties:
      Timeout: 7
      Architectures: [x86_64]
      Layers: [!Ref Mine]
      Environment:
        Variables: {B: own, C: own}
      VpcConfig: !If [InVpc, {SubnetIds: [t]}, !Ref AWS::NoValue]
  Some: {Type: AWS::Serverless::Function, IgnoreGlobals: [Architectures, Layers], Properties: {Layers: [x]}}
  None: {Type: AWS::Serverless::Function, IgnoreGlobals: "*"}
  Computed: {Type: AWS::Serverless::Function, Properties: {"Fn::If": [InVpc, {}, {}]}}
)";

std::string value_of(const Effective& effective, std::string_view property) {
  const Node* found = effective.find(property);
  return found ? write_json(*found, 0) : "-";
}

}  // namespace

TEST_CASE("Effective: a property is the resource's own, that of Globals, or both joined", "[template]") {
  const TemplateText given(kTemplate);
  const Effective all(given.source, given.resource("All"));
  CHECK(value_of(all, "Timeout") == "42");
  CHECK(value_of(all, "Handler") == "-");
  const Effective own(given.source, given.resource("Own"));
  CHECK(value_of(own, "Timeout") == "7");
  CHECK(value_of(own, "Architectures") == R"(["x86_64"])");
  CHECK(value_of(own, "Layers") == R"([{"Ref":"Shared"},{"Ref":"Mine"}])");
  CHECK(value_of(own, "Environment") == R"({"Variables":{"A":"global","B":"own","C":"own"}})");
  CHECK(own.find("VpcConfig")->find("Fn::If"));
  CHECK(own.node().members.size() == 5);
  CHECK(given.at(own.member("Layers")->key_span) == "Layers");
  CHECK(own.member("Layers")->key_span.begin == given.resource("Own").properties->find_member("Layers")->key_span.begin);
}

TEST_CASE("Effective: IgnoreGlobals, what is not of SAM, and properties that are computed", "[template]") {
  const TemplateText given(kTemplate);
  const Effective some(given.source, given.resource("Some"));
  CHECK(value_of(some, "Architectures") == "-");
  CHECK(value_of(some, "Layers") == R"(["x"])");
  CHECK(value_of(some, "Timeout") == "42");
  CHECK(some.node().find("Architectures") == nullptr);
  for (const char* id : {"Plain", "None", "Computed"}) {
    const Effective effective(given.source, given.resource(id));
    CHECK(value_of(effective, "Timeout") == "-");
    CHECK(effective.inherited().empty());
  }
  CHECK(Effective(given.source, given.resource("None")).node().members.empty());
  CHECK(as_intrinsic(Effective(given.source, given.resource("Computed")).node()));
}

TEST_CASE("Effective: where a value stands, and which values of Globals count", "[template]") {
  const TemplateText given(kTemplate);
  const Effective own(given.source, given.resource("Own"));
  using Keys = std::vector<std::string>;
  CHECK(Effective(given.source, given.resource("All")).where("Timeout") == Keys{"Globals", "Function", "Timeout"});
  CHECK(own.where("Timeout") == Keys{"Resources", "Own", "Properties", "Timeout"});
  CHECK(own.where("CodeUri") == Keys{"Resources", "Own", "Properties", "CodeUri"});
  std::string inherited;
  for (const Node* value : own.inherited()) inherited += write_json(*value, 0);
  CHECK(inherited == R"([{"Ref":"Shared"}]"global")");
}

TEST_CASE("merge: maps merge, lists join, everything else is the resource's own", "[template]") {
  const Node global = make_map({{"A", {}, make_string("g")},
                                {"List", {}, make_list({make_string("g")})},
                                {"Map", {}, make_map({{"x", {}, make_string("g")}, {"y", {}, make_string("g")}})},
                                {"Ref", {}, make_map({{"k", {}, make_string("g")}})}});
  const Node local = make_map({{"Map", {}, make_map({{"y", {}, make_string("l")}})},
                               {"List", {}, make_list({make_string("l")})},
                               {"Ref", {}, make_ref("P")},
                               {"B", {}, make_string("l")}});
  const Node merged = merge({.section = &global}, local, 7);
  CHECK(merged.find("A")->text == "g");
  CHECK(merged.find("A")->expansion == 7);
  CHECK(merged.find("B")->text == "l");
  CHECK(merged.find("B")->expansion == 0);
  CHECK(same_value(*merged.find("List"), make_list({make_string("g"), make_string("l")})));
  CHECK(merged.at_path({"Map", "x"})->text == "g");
  CHECK(merged.at_path({"Map", "y"})->text == "l");
  CHECK(same_value(*merged.find("Ref"), make_ref("P")));
  CHECK(merged.members.front().key == "A");
}
