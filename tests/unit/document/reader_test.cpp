#include "document/reader.h"

#include <catch2/catch.hpp>

#include "reading.h"

using namespace cxsam;
using Kind = Node::Kind;

TEST_CASE("reader: keys and values have the spans of their text") {
  const Reading reading =
      read("A: one\nB:\n  - \"t\\\"wo\"  # comment\n  - 'th''ree'\n  - {x: [4, 5] }\nC: |\n  line\n\n  last\n\nD: a\n  b\n");
  REQUIRE(reading.first_error() == "");
  const Node& root = *reading.node;
  CHECK(reading.slice(*root.find("A")) == "one");
  const Node& list = *root.find("B");
  CHECK(reading.slice(list) == "- \"t\\\"wo\"  # comment\n  - 'th''ree'\n  - {x: [4, 5] }");
  CHECK(reading.slice(list.items[0]) == "\"t\\\"wo\"");
  CHECK(reading.slice(list.items[1]) == "'th''ree'");
  CHECK(reading.slice(list.items[2]) == "{x: [4, 5] }");
  CHECK(reading.slice(*list.items[2].find("x")) == "[4, 5]");
  CHECK(reading.slice(*root.find("C")) == "|\n  line\n\n  last");
  CHECK(reading.slice(*root.find("D")) == "a\n  b");
  CHECK(reading.sources.slice(root.find_member("D")->key_span) == "D");
}

TEST_CASE("reader: a value that is not written has the span of its key") {
  const Reading reading = read("A:\nnull: x\nB: [~, null, , x]\nC:\n  -\n  - null\n");
  REQUIRE(reading.first_error() == "");
  const Node& root = *reading.node;
  CHECK(root.find("A")->is_null());
  CHECK(reading.slice(*root.find("A")) == "A");
  CHECK(root.find("null")->text == "x");
  CHECK(reading.slice(root.find("B")->items[1]) == "null");
  CHECK(reading.slice(root.find("B")->items[2]) == ",");
  CHECK(reading.slice(root.find("C")->items[0]) == "-");
  CHECK(reading.slice(root.find("C")->items[1]) == "null");
}

TEST_CASE("reader: plain scalars mean what YAML 1.1 says, quoted ones are strings") {
  const auto kind = [](std::string_view text) { return read("k: " + std::string(text)).node->find("k")->kind; };
  for (const char* text : {"yes", "No", "TRUE", "off", "true"}) CHECK(kind(text) == Kind::Bool);
  for (const char* text : {"0", "-12", "017", "0o17", "0x1F", "1_000", "123456789012345678901234567890"})
    CHECK(kind(text) == Kind::Int);
  for (const char* text : {"1.10", ".5", "-1.e+3", "1."}) CHECK(kind(text) == Kind::Double);
  for (const char* text : {"~", "null", "NULL"}) CHECK(kind(text) == Kind::Null);
  for (const char* text : {"2010-09-09", "1:30", "012345678901", "1e3", ".inf", "y", "0x1FFFFFFFFFFFFFFFFF", "yEs", "'yes'",
                           "\"1\"", "nan", "a_b"})
    CHECK(kind(text) == Kind::String);
  CHECK(read("k: 1.10").node->find("k")->text == "1.10");
}

TEST_CASE("reader: short forms become long forms, nested in any way") {
  const Reading reading = read(
      "A: !Ref X\nB: !GetAtt X.Outputs.Arn\nC: !Sub 'v ${X}'\nD: !If [Cond, !Ref X, !Join ['-', [!Ref Y, z]]]\n"
      "E: !Transform\n  Name: N\nF: !GetAtt [X, Arn]\nG: !Condition Cond\nH: !GetAZs\nI: !Ref 017\n");
  REQUIRE(reading.first_error() == "");
  const Node& root = *reading.node;
  CHECK(as_intrinsic(*root.find("A"))->name == "Ref");
  CHECK(reading.slice(*root.find("A")) == "!Ref X");
  CHECK(reading.sources.slice(as_intrinsic(*root.find("A"))->name_span) == "!Ref");
  CHECK(reading.slice(*root.find("A")->find("Ref")) == "X");
  const Node& path = *root.find("B")->find("Fn::GetAtt");
  REQUIRE(path.items.size() == 2);
  CHECK(path.items[0].text == "X");
  CHECK(path.items[1].text == "Outputs.Arn");
  CHECK(reading.slice(path.items[1]) == "Outputs.Arn");
  CHECK(root.find("C")->find("Fn::Sub")->style == Node::Style::SingleQuoted);
  const Node& branch = root.find("D")->find("Fn::If")->items[2];
  CHECK(as_intrinsic(branch)->name == "Fn::Join");
  CHECK(as_intrinsic(branch.find("Fn::Join")->items[1].items[0])->name == "Ref");
  CHECK(reading.slice(branch) == "!Join ['-', [!Ref Y, z]]");
  CHECK(root.at_path({"E", "Fn::Transform", "Name"})->text == "N");
  CHECK(root.find("F")->find("Fn::GetAtt")->items.size() == 2);
  CHECK(as_intrinsic(*root.find("G"))->name == "Condition");
  CHECK(root.find("H")->find("Fn::GetAZs")->as_string() == "");
  CHECK(root.find("I")->find("Ref")->as_string() == "017");
}

TEST_CASE("reader: anchors, aliases and merge keys are applied") {
  const Reading reading = read(
      "base: &base\n  a: 1\n  b: 2\nmore: &more {b: 3, c: 4}\nuse:\n  b: 0\n  <<: [*base, *more]\nagain: *base\nword: &w "
      "text\nlist: [*w, *w]\n");
  REQUIRE(reading.first_error() == "");
  const Node& use = *reading.node->find("use");
  CHECK(use.members.size() == 3);
  CHECK(use.find("a")->text == "1");
  CHECK(use.find("b")->text == "0");
  CHECK(use.find("c")->text == "4");
  CHECK(reading.slice(*use.find("c")) == "4");
  CHECK(same_value(*reading.node->find("again"), *reading.node->find("base")));
  CHECK(reading.node->find("again")->span == reading.node->find("base")->span);
  CHECK(reading.node->find("list")->items[1].text == "text");
}

TEST_CASE("reader: JSON gives the same tree as YAML, with spans") {
  const Reading reading =
      read("\xEF\xBB\xBF{\"A\": {\"Ref\": \"X\"},\r\n \"B\": [1, -2.50, true, null, \"\\ud83d\\ude00\"], \"C\": 1e3}");
  REQUIRE(reading.first_error() == "");
  const Node& root = *reading.node;
  CHECK(reading.slice(*root.find("A")) == "{\"Ref\": \"X\"}");
  CHECK(reading.sources.slice(root.find_member("B")->key_span) == "\"B\"");
  CHECK(reading.slice(*root.find("B")) == "[1, -2.50, true, null, \"\\ud83d\\ude00\"]");
  const Node& list = *root.find("B");
  CHECK(list.items[0].kind == Kind::Int);
  CHECK(list.items[1].text == "-2.50");
  CHECK(reading.slice(list.items[2]) == "true");
  CHECK(list.items[3].is_null());
  CHECK(list.items[4].text == "\xF0\x9F\x98\x80");
  CHECK(root.find("C")->kind == Kind::Double);
}

TEST_CASE("reader: text that begins with a brace and is no JSON is read as YAML") {
  const Reading reading = read("{A: !Ref X, B: [1, 2,]}\n");
  REQUIRE(reading.first_error() == "");
  CHECK(as_intrinsic(*reading.node->find("A")));
}

TEST_CASE("reader: byte order mark and CRLF do not move spans") {
  const Reading reading = read(
      "\xEF\xBB\xBF"
      "A: one\r\nB: |\r\n  text\r\nC: x\r\n");
  REQUIRE(reading.first_error() == "");
  CHECK(reading.slice(*reading.node->find("A")) == "one");
  CHECK(reading.slice(*reading.node->find("B")) == "|\r\n  text");
  CHECK(reading.node->find("B")->text == "text\n");
  CHECK(reading.slice(*reading.node->find("C")) == "x");
}

TEST_CASE("reader: a tag ends where yaml-cpp ends it") {
  const Reading reading = read("!\u0111G: !Ref ");
  REQUIRE(reading.first_error().empty());
  const Node& value = *reading.node->find("\u0111G");
  CHECK(reading.slice(value) == "!Ref");
  CHECK(reading.slice(*value.find("Ref")) == "!Ref");
}

TEST_CASE("reader: escapes of double quotes are UTF-8") {
  CHECK(read("A: \"\\N\\_\\xE9\\u65E5\"\n").node->find("A")->text == "\u0085\u00A0\u00E9\u65E5");
}

TEST_CASE("reader: block texts end with their last line of content") {
  const Reading reading =
      read("A: |2-\n    indented\n\n  last\n \n\n# comment\nB: >\n\n  folded\n  text\nC: |\nD: !Sub |\n  x # no comment\n");
  REQUIRE(reading.first_error().empty());
  CHECK(reading.slice(*reading.node->find("A")) == "|2-\n    indented\n\n  last");
  CHECK(reading.node->find("A")->text == "  indented\n\nlast");
  CHECK(reading.slice(*reading.node->find("B")) == ">\n\n  folded\n  text");
  CHECK(reading.slice(*reading.node->find("C")) == "|");
  CHECK(reading.slice(*reading.node->find("D")) == "!Sub |\n  x # no comment");
  CHECK(reading.node->find("D")->find("Fn::Sub")->style == Node::Style::Literal);
}
