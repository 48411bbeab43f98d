#include "schemas/compile/text_reader.h"

#include <catch2/catch.hpp>

#include "schemas/compile/dump.h"
#include "schemas/compile/table_writer.h"

using namespace cxsam;

namespace {

// The text's members as JSON, or the error.
std::string read(std::string_view text) {
  auto file = facts::read_text("%table t\n" + std::string(text));
  if (!file) return file.error().to_string();
  const auto block = facts::write_table({std::move(file->members)}).value();
  return facts::to_json(facts::Value::root(block.data()));
}

}  // namespace

TEST_CASE("read_text: a schema's line", "[schemas]") {
  CHECK(read("Name string minLength=1 maxLength=0.5\n") == R"({"Name":{"maxLength":0.5,"minLength":1,"type":"string"}})");
  CHECK(read("Name string|array unique\n") == R"({"Name":{"type":["string","array"],"uniqueItems":true}})");
  CHECK(read("Name closed\n") == R"({"Name":{"additionalProperties":false}})");
  CHECK(read("Name #Other\n") == R"({"Name":{"$ref":"Other"}})");
  CHECK(read("Name\n") == R"({"Name":{}})");
}

TEST_CASE("read_text: indentation nests", "[schemas]") {
  CHECK(read("A object\n  properties\n    B string\n    C\n  required=[B C]\nD\n") ==
        R"({"A":{"properties":{"B":{"type":"string"},"C":{}},"required":["B","C"],"type":"object"},"D":{}})");
}

TEST_CASE("read_text: items of a list", "[schemas]") {
  CHECK(read("A\n  - string\n  -=5\n  -\n    -=x\n  -\n") == R"({"A":[{"type":"string"},5,["x"],{}]})");
  CHECK(read("A\n  -x string\n") == R"({"A":{"-x":{"type":"string"}}})");
}

TEST_CASE("read_text: scalars", "[schemas]") {
  CHECK(read("a=[1 -2 1.5 true false null x 3.x '1' 'true' 1e3 -]\n") ==
        R"({"a":[1,-2,1.5,true,false,null,"x","3.x","1","true",1000,"-"]})");
  CHECK(read("a='it''s [a] #b @c = \\d'\n") == R"({"a":"it's [a] #b @c = \\d"})");
  CHECK(read(R"(a="tab\t\u00e9\"\\")"
             "\n") == "{\"a\":\"tab\\u0009\xc3\xa9\\\"\\\\\"}");
  CHECK(read("'^a b$' string\n") == R"({"^a b$":{"type":"string"}})");
}

TEST_CASE("read_text: inline lists and maps may go over lines", "[schemas]") {
  CHECK(read("a=[x\n  y\n]\n") == R"({"a":["x","y"]})");
  CHECK(read("a={string b={} c=[]}\n") == R"({"a":{"type":"string","b":{},"c":[]}})");
}

TEST_CASE("read_text: families of items in a list", "[schemas]") {
  CHECK(read("a=[x t3.{micro 2xlarge\n small} y.{}]\n") == R"({"a":["x","t3.micro","t3.2xlarge","t3.small"]})");
  CHECK(read("a=[1{x}]\n") == "line 2: only a text can begin a family of items");
  CHECK(read("a=[x.{y\n\n") == "line 4: the line ends where a word is expected");
}

TEST_CASE("read_text: comments and empty lines", "[schemas]") {
  CHECK(read("# one\n\na=1\n  # two\nb\n  # three\n  c=2\n") == R"({"a":1,"b":{"c":2}})");
}

TEST_CASE("read_text: shared facts", "[schemas]") {
  CHECK(read("@few=[x y]\n@one string\n  enum=@few\na=@few\nb\n  items=@one\n") ==
        R"({"a":["x","y"],"b":{"items":{"enum":["x","y"],"type":"string"}}})");
  CHECK(read("@few=[x y]\na=[w &few z &few]\n") == R"({"a":["w","x","y","z","x","y"]})");
  CHECK(read("@one=1\na=[&one]\n") == "line 3: `@one` is no list");
  CHECK(read("a=@few\n") == "line 2: `@few` is not defined above");
  CHECK(read("@a=1\n@a=2\n") == "line 4: `@a` is defined twice");
}

TEST_CASE("read_text: errors name the line", "[schemas]") {
  CHECK(read("a=1\na=2\n") == "line 3: `a` stands here twice");
  CHECK(read("a string string\n") == "line 2: `type` stands here twice");
  CHECK(read("a\n\n  b\n    c\n   d\n") == "line 6: this line is further in than the one before it allows");
  CHECK(read("  a\n") == "line 2: the first level is not indented");
  CHECK(read("a strng\n") == "line 2: `strng` is neither a type nor `key=value`");
  CHECK(read("a 'b'\n") == "line 2: a quoted word without `=`");
  CHECK(read("a='x\n") == "line 2: a ' is not closed on its line");
  CHECK(read("a=\"x\n") == "line 2: a \" is not closed on its line");
  CHECK(read("a=\"\\x\"\n") == "line 2: an unknown escape in a text");
  CHECK(read("a=\"\\u12\"\n") == "line 2: \\u needs four hexadecimal digits");
  CHECK(read("a=\n") == "line 2: the line ends where a word is expected");
  CHECK(read("a=1 b\n") == "line 2: `b` is not expected here");
  CHECK(read("a\n  -=1\n  b=2\n") == "line 5: items and members are mixed");
  CHECK(read("a=[x\n\n") == "line 4: the line ends where a word is expected");
  CHECK(read("a=(\n") == "line 2: `(` begins no word: quote it");
  CHECK(read("a=" + std::string(200, '[')) == "line 2: nested too deeply");
  CHECK(read("%x\n") == "line 2: the only directive is `%table <name>`");
  CHECK(facts::read_text("a=1\n").error().to_string() == "line 2: the file does not say which table it fills: `%table <name>`");
}

TEST_CASE("merge: a fact has one place", "[schemas]") {
  facts::FactMap root;
  CHECK(facts::merge(root, facts::read_text("%table t\na=1\n").value()));
  CHECK(facts::merge(root, facts::read_text("%table t\nb=2\n").value()));
  CHECK(facts::merge(root, facts::read_text("%table u\na=3\n").value()));
  CHECK(facts::merge(root, facts::read_text("%table t\nb=2\n").value()).error().to_string() == "`b` is in table `t` already");
  REQUIRE(root.size() == 2);
  CHECK(root.front().value.map()->size() == 2);
}
