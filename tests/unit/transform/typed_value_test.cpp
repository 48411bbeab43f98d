#include "transform/typed_value.h"

#include <catch2/catch.hpp>

#include "document/writer.h"

using namespace cxsam;
using transform::decimal_number;
using transform::text_list;
using transform::whole_number;

namespace {

Node scalar(Node::Kind kind, std::string text) {
  Node node;
  node.kind = kind;
  node.text = std::move(text);
  return node;
}

std::string json(const std::optional<Node>& node) { return node ? write_json(*node) : "nothing"; }

}  // namespace

TEST_CASE("whole_number: what AWS converts", "[transform]") {
  CHECK(json(whole_number(make_int(12))) == "12");
  CHECK(json(whole_number(make_string("12"))) == "12");
  CHECK(json(whole_number(scalar(Node::Kind::Double, "-2.9"))) == "-2");
  CHECK(json(whole_number(make_bool(true))) == "1");
  CHECK(whole_number(make_ref("Count"))->is_map());
  CHECK(json(whole_number(make_string("1.5"))) == "nothing");
  CHECK(json(whole_number(make_string("many"))) == "nothing");
  CHECK(json(whole_number(scalar(Node::Kind::Double, "1e300"))) == "nothing");
  CHECK(json(whole_number(make_list())) == "{}");
  CHECK(json(whole_number(make_list({make_int(1)}))) == "nothing");
}

TEST_CASE("decimal_number: decimals stay, and their text becomes a number", "[transform]") {
  CHECK(json(decimal_number(scalar(Node::Kind::Double, "70.5"))) == "70.5");
  CHECK(json(decimal_number(make_string("1.5"))) == "1.5");
  CHECK(json(decimal_number(make_string("70"))) == "70");
  CHECK(json(decimal_number(make_string("1.5x"))) == "nothing");
  CHECK(json(decimal_number(make_string(""))) == "{}");
}

TEST_CASE("text_list: numbers become text, what is empty a map, other lists and nulls are refused", "[transform]") {
  CHECK(text_list(make_list({make_int(1), make_string("a")}))->items[0].as_string() == "1");
  CHECK(text_list(make_ref("Subnets"))->is_map());
  CHECK(json(text_list(make_string("a"))) == "nothing");
  CHECK(json(text_list(make_list({make_null()}))) == "nothing");
  CHECK(json(text_list(make_list({make_list({make_int(1)})}))) == "nothing");
  CHECK(text_list(make_list({make_list()}))->items[0].is_map());
}
