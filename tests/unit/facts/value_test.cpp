#include "facts/value.h"

#include <cstdint>
#include <limits>
#include <string>

#include <catch2/catch.hpp>

#include "schemas/compile/dump.h"
#include "schemas/compile/table_writer.h"

using namespace cxsam;
using facts::Fact;
using facts::FactList;
using facts::FactMap;
using facts::Keyword;
using facts::Value;

namespace {

Fact text(std::string value) { return {std::move(value)}; }
Fact number(std::int64_t value) { return {value}; }

std::string written(const Fact& root) { return facts::write_table(root).value(); }

}  // namespace

TEST_CASE("value: every kind comes back as it was written", "[facts]") {
  const Fact root{FactMap{
      {"null", {nullptr}},
      {"yes", {true}},
      {"no", {false}},
      {"half", {0.5}},
      {"text", text("caf\xc3\xa9")},
      {"nothing", text("")},
      {"list", {FactList{number(1), text("two"), {FactList()}}}},
      {"map", {FactMap()}},
  }};
  const auto block = written(root);
  const Value value = Value::root(block.data());
  CHECK(value.kind() == Value::Kind::Map);
  CHECK(value.size() == 8);
  CHECK(value.find("null").kind() == Value::Kind::Null);
  CHECK(value.find("yes").boolean());
  CHECK(value.find("no").kind() == Value::Kind::Bool);
  CHECK_FALSE(value.find("no").boolean());
  CHECK(value.find("half").kind() == Value::Kind::Double);
  CHECK(value.find("half").number() == 0.5);
  CHECK(value.find("text").text() == "caf\xc3\xa9");
  CHECK(value.find("nothing").kind() == Value::Kind::String);
  CHECK(value.find("nothing").text().empty());
  CHECK(value.find("list").size() == 3);
  CHECK(value.find("list")[1].text() == "two");
  CHECK(value.find("list")[2].kind() == Value::Kind::List);
  CHECK(value.find("map").kind() == Value::Kind::Map);
  CHECK(value.find("map").size() == 0);
  CHECK(facts::to_json(value) ==
        R"({"half":0.5,"list":[1,"two",[]],"map":{},"no":false,"nothing":"","null":null,"text":"café","yes":true})");
}

TEST_CASE("value: whole numbers of any size", "[facts]") {
  static constexpr std::int64_t kInline = std::int64_t{1} << 20;
  const auto given = GENERATE(std::int64_t{0}, std::int64_t{-1}, kInline - 1, kInline, -kInline, -kInline - 1,
                              std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::min());
  const auto block = written(number(given));
  const Value value = Value::root(block.data());
  CHECK(value.kind() == Value::Kind::Int);
  CHECK(value.integer() == given);
  CHECK(value.number() == static_cast<double>(given));
}

TEST_CASE("value: what is asked of the wrong kind is empty", "[facts]") {
  const auto block = written({FactMap{{"name", text("x")}}});
  const Value value = Value::root(block.data());
  CHECK_FALSE(value.find("other"));
  CHECK_FALSE(value.find("Name"));
  CHECK_FALSE(value.find(Keyword::Type));
  CHECK_FALSE(value.find("name").find("name"));
  CHECK_FALSE(value.find("name")[0]);
  CHECK_FALSE(value[1]);
  CHECK_FALSE(Value());
  CHECK(Value().kind() == Value::Kind::Missing);
  CHECK(Value().size() == 0);
  CHECK_FALSE(Value().find("x").find(Keyword::If)[3]);
  CHECK(value.text().empty());
  CHECK(value.integer() == 0);
  CHECK(value.key(1).empty());
  CHECK_FALSE(value.keyword(0));
}

TEST_CASE("value: keywords come first and are found as text and as keyword", "[facts]") {
  const auto block = written({FactMap{
      {"type", text("string")}, {"Zebra", number(1)}, {"$ref", text("type")}, {"aardvark", number(2)}, {"else", number(3)}}});
  const Value value = Value::root(block.data());
  REQUIRE(value.size() == 5);
  CHECK(value.keyword(0) == Keyword::Ref);
  CHECK(value.keyword(1) == Keyword::Else);
  CHECK(value.keyword(2) == Keyword::Type);
  CHECK_FALSE(value.keyword(3));
  CHECK(value.key(3) == "Zebra");
  CHECK(value.key(4) == "aardvark");
  CHECK(value[4].integer() == 2);
  CHECK(value.find(Keyword::Type).text() == "string");
  CHECK(value.find("type").text() == "string");
  CHECK(value.find("$ref").text() == "type");
  CHECK(value.find("Zebra").integer() == 1);
}

TEST_CASE("value: of many keys each is found in its own map only", "[facts]") {
  FactMap even;
  FactMap odd;
  for (int i = 0; i < 2000; ++i) (i % 2 == 0 ? even : odd).push_back({"key" + std::to_string(i), number(i)});
  const auto block = written({FactMap{{"even", {even}}, {"odd", {odd}}, {"text", text("key2000")}}});
  const Value value = Value::root(block.data());
  for (int i = 0; i < 2000; ++i) {
    const std::string key = "key" + std::to_string(i);
    CHECK(value.find(i % 2 == 0 ? "even" : "odd").find(key).integer() == i);
    CHECK_FALSE(value.find(i % 2 == 0 ? "odd" : "even").find(key));
  }
  CHECK_FALSE(value.find("even").find("key2000"));
  CHECK_FALSE(value.find("even").find("type"));
  CHECK_FALSE(value.find("even").find(""));
}

TEST_CASE("value: equal facts are stored once and have one id", "[facts]") {
  const Fact one{FactMap{{"type", text("array")}, {"items", {FactList{number(7), text("a")}}}}};
  const Fact same{FactMap{{"items", {FactList{number(7), text("a")}}}, {"type", text("array")}}};
  const Fact other{FactMap{{"type", text("array")}}};
  const auto block = written({FactMap{{"one", one}, {"same", same}, {"other", other}}});
  const Value value = Value::root(block.data());
  CHECK(value.find("one").id() == value.find("same").id());
  CHECK(value.find("one") == value.find("same"));
  CHECK(value.find("one").id() != value.find("other").id());
  CHECK(value.find("one").find("type").id() == value.find("other").find("type").id());
  CHECK(block.size() == written({FactMap{{"one", one}, {"same", one}, {"other", other}}}).size());
}

TEST_CASE("value: a list and a map of the same words are not the same fact", "[facts]") {
  const auto block = written({FactMap{{"a", {FactList()}}, {"b", {FactMap()}}}});
  const Value value = Value::root(block.data());
  CHECK(value.find("a").kind() == Value::Kind::List);
  CHECK(value.find("b").kind() == Value::Kind::Map);
  CHECK(value.find("a").id() != value.find("b").id());
}

TEST_CASE("value: lists of texts and mixed lists", "[facts]") {
  const auto block =
      written({FactMap{{"texts", {FactList{text("b"), text("a"), text("b")}}}, {"mixed", {FactList{text("b"), number(-3)}}}}});
  const Value value = Value::root(block.data());
  CHECK(facts::to_json(value) == R"({"mixed":["b",-3],"texts":["b","a","b"]})");
  CHECK(value.find("texts")[0].id() == value.find("mixed")[0].id());
}

TEST_CASE("write_table: what the layout has no bits for is an error", "[facts]") {
  FactList list(70000, number(1));
  CHECK(facts::write_table({list}).error().to_string() ==
        "the table cannot hold a list or map of 70000 members: widen its layout (lib/facts/block.h)");
  FactMap map;
  for (int index = 0; index < 70000; ++index) map.push_back({std::to_string(index), number(1)});
  CHECK(facts::write_table({map}).error().to_string() ==
        "the table cannot hold more different keys: widen its layout (lib/facts/block.h)");
  CHECK(facts::write_table(text(std::string(70000, 'x'))).error().to_string() ==
        "the table cannot hold strings that are too long: widen its layout (lib/facts/block.h)");
}

TEST_CASE("value: every member of a large map is found", "[facts]") {
  FactMap map;
  for (int index = 0; index < 1000; ++index) map.push_back({"key" + std::to_string(index), number(index)});
  const auto block = written({map});
  const Value value = Value::root(block.data());
  for (int index = 0; index < 1000; ++index) REQUIRE(value.find("key" + std::to_string(index)).integer() == index);
  CHECK_FALSE(value.find("key1000"));
}
