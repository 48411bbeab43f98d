#include "transform/ids.h"

#include <catch2/catch.hpp>

#include "transform/json_text.h"

using namespace cxsam;
using namespace cxsam::transform;

TEST_CASE("ids: the first ten digits of a SHA-1 follow the prefix") {
  const Node code = make_map({{"S3Key", {}, make_string("key")}, {"S3Bucket", {}, make_string("bucket")}});
  CHECK(hashed_id("FunctionVersion", code) == "FunctionVersionfb53d5c2e6");
  CHECK(hashed_id("HyphenApiStage", "hoge-fuga") == "HyphenApiStage0c8ecc62cb");
  CHECK(hashed_id("Plain", "") == "Plain");
  CHECK(suffixed_id("FPermission", "Prod") == "FPermissionProd");
  CHECK(suffixed_id("Stage", "hoge-fuga") == "Stage0c8ecc62cb");
}

TEST_CASE("json text: keys sorted, ASCII only, numbers as Python writes them") {
  Node real = make_string("1.50");
  real.kind = Node::Kind::Double;
  Node whole = make_string("2.0");
  whole.kind = Node::Kind::Double;
  const Node node = make_map({{"b", {}, make_list({make_int(1), make_bool(true), make_null(), real, whole})},
                              {"a", {}, make_string("\"\\\n\t\x7f\xc3\xa9\xf0\x9f\x98\x80")}});
  CHECK(canonical_json(node) == R"({"a":"\"\\\n\t\u007f\u00e9\ud83d\ude00","b":[1,true,null,1.5,2.0]})");
  CHECK(indented_json(make_map({{"a", {}, make_list()}, {"b", {}, make_list({make_int(1)})}})) ==
        "{\n    \"a\": [],\n    \"b\": [\n        1\n    ]\n}");
}
