#include "document/node.h"

#include <catch2/catch.hpp>

#include "reading.h"

using namespace cxsam;

TEST_CASE("node: maps are read and changed by key") {
  Node node;
  node.set("A", make_int(1)) = make_int(2);
  node.set("B", make_map()).set("C", make_bool(true));
  CHECK(node.find("A")->as_int() == 2);
  CHECK(node.at_path({"B", "C"})->as_bool() == true);
  CHECK(node.at_path({"B", "X"}) == nullptr);
  CHECK(node.at_path({"A", "X"}) == nullptr);
  node.erase("A");
  CHECK(node.find_member("A") == nullptr);
  CHECK(node.members.size() == 1);
}

TEST_CASE("node: made nodes carry the place of their origin") {
  Node origin = make_string("x");
  origin.span = {3, 10, 20};
  origin.expansion = 7;
  const Node node = make_get_att("F", "Arn", origin);
  CHECK(node.span == origin.span);
  CHECK(node.expansion == 7);
  const auto intrinsic = as_intrinsic(node);
  REQUIRE(intrinsic);
  CHECK(intrinsic->name == "Fn::GetAtt");
  CHECK(intrinsic->argument->items[1].text == "Arn");
  CHECK(intrinsic->argument->items[1].span == origin.span);
}

TEST_CASE("node: scalars as numbers, truth and text") {
  const Reading reading =
      read("{a: 017, b: '42', c: yes, d: 'false', e: text, f: ~, g: 1.10, h: [1], i: 99999999999999999999}");
  const Node& root = *reading.node;
  CHECK(root.find("a")->as_int() == 15);
  CHECK(root.find("b")->as_int() == 42);
  CHECK(root.find("c")->as_bool() == true);
  CHECK(root.find("c")->as_text() == "true");
  CHECK(root.find("d")->as_bool() == false);
  CHECK_FALSE(root.find("e")->as_int());
  CHECK_FALSE(root.find("e")->as_bool());
  CHECK_FALSE(root.find("f")->as_text());
  CHECK(root.find("g")->as_text() == "1.10");
  CHECK_FALSE(root.find("g")->as_string());
  CHECK_FALSE(root.find("h")->as_text());
  CHECK_FALSE(root.find("i")->as_int());
}

TEST_CASE("node: the same value, whatever the spelling") {
  const auto value = [](std::string_view text) { return *read(text).node; };
  CHECK(same_value(value("{a: yes, b: [1, 017]}"), value("b: [1, 15]\na: true\n")));
  CHECK(same_value(value("[1.0]"), value("[1.00]")));
  CHECK_FALSE(same_value(value("[1]"), value("['1']")));
  CHECK_FALSE(same_value(value("[1, 2]"), value("[2, 1]")));
  CHECK_FALSE(same_value(value("{a: 1}"), value("{b: 1}")));
}

TEST_CASE("node: only one-key maps are intrinsics") {
  CHECK(as_intrinsic(make_ref("X"))->name == "Ref");
  CHECK(as_intrinsic(make_intrinsic("Condition", make_string("C"))));
  CHECK_FALSE(as_intrinsic(make_intrinsic("Type", make_string("C"))));
  Node two = make_ref("X");
  two.set("Y", make_null());
  CHECK_FALSE(as_intrinsic(two));
  CHECK_FALSE(as_intrinsic(make_string("Ref")));
}
