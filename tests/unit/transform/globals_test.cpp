#include "transform/globals.h"

#include "tests/unit/transform/helpers.h"

using namespace cxsam;
using namespace cxsam::transform;

TEST_CASE("globals: maps merge, lists join, everything else is the resource's own") {
  const Node global = make_map({{"A", {}, make_string("g")},
                                {"List", {}, make_list({make_string("g")})},
                                {"Map", {}, make_map({{"x", {}, make_string("g")}, {"y", {}, make_string("g")}})},
                                {"Ref", {}, make_map({{"k", {}, make_string("g")}})}});
  const Node local = make_map({{"Map", {}, make_map({{"y", {}, make_string("l")}})},
                               {"List", {}, make_list({make_string("l")})},
                               {"Ref", {}, make_ref("P")},
                               {"B", {}, make_string("l")}});
  const Node merged = merge_global(global, local, 0);
  CHECK(merged.find("A")->text == "g");
  CHECK(merged.find("B")->text == "l");
  CHECK(same_value(*merged.find("List"), make_list({make_string("g"), make_string("l")})));
  CHECK(merged.at_path({"Map", "x"})->text == "g");
  CHECK(merged.at_path({"Map", "y"})->text == "l");
  CHECK(same_value(*merged.find("Ref"), make_ref("P")));
  CHECK(merged.members.front().key == "A");
}

TEST_CASE("globals: a merged value keeps its line and says how it came") {
  const test::Run run(R"(Transform: AWS::Serverless-2016-10-31
Globals: {Function: {Timeout: 42}}
Resources:
  F: {Type: AWS::Serverless::Function, Properties: {InlineCode: x, Handler: a.b, Runtime: python3.12}}
)");
  const Node* timeout = run.at({"Resources", "F", "Properties", "Timeout"});
  REQUIRE(timeout);
  CHECK(run.sources.slice(timeout->span) == "42");
  CHECK(run.sources.expansion(timeout->expansion).why == "Globals.Function applied to `F`");
}

TEST_CASE("globals: unknown sections and wrong shapes are errors") {
  CHECK_FALSE(test::Run("Globals: {Funktion: {}}\nResources: {}\n").made);
  CHECK_FALSE(test::Run("Globals: {Function: [1]}\nResources: {}\n").made);
}
