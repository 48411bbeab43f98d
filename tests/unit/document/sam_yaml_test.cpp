// Templates as SAM CLI writes them. What is expected is what PyYAML 6.0 makes of the same value.
#include "document/sam_yaml.h"

#include <catch2/catch.hpp>

#include "document/reader.h"

using namespace cxsam;

namespace {

std::string again(std::string text) {
  Sources sources;
  Diagnostics diagnostics;
  const auto node = read_document(sources, sources.add("t.yaml", std::move(text)), diagnostics);
  REQUIRE(node);
  return write_sam_yaml(*node);
}

std::string value(std::string text) { return write_sam_yaml(make_map({{"k", {}, make_string(std::move(text))}})); }

}  // namespace

TEST_CASE("sam yaml: lists are no deeper than their key, short forms are long", "[document]") {
  CHECK(again("Outputs:\n  A:\n    Value: !GetAtt Inbox.Arn\n  B: [[1, [2]], {a: b, c: [d]}]\n  C: []\n  D: {}\n  E:\n") ==
        "Outputs:\n  A:\n    Value:\n      Fn::GetAtt:\n      - Inbox\n      - Arn\n  B:\n  - - 1\n    - - 2\n  - a: b\n    "
        "c:\n    - d\n  C: "
        "[]\n  D: {}\n  E: null\n");
}

TEST_CASE("sam yaml: strings that would be read as something else are quoted", "[document]") {
  for (const char* plain : {"a", "1.0.0", "a:b", "-a", "?a", "a#b", "1:99", "~a", "12:30:45.5y", "2020-1-1", "x y"})
    CHECK(value(plain) == std::string("k: ") + plain + "\n");
  for (const char* quoted : {"",     "1",          "1.5",  "yes", "null", "~",    "=",    "<<",  "2020-01-01 10:00:00 -5",
                             "1:30", "12:30:45.5", ".inf", "012", "0abc", "a: b", "a #b", "- a", "?",
                             "[a",   "---x",       " a",   "a ",  "*a",   "@a",   "a:"})
    CHECK(value(quoted) == std::string("k: '") + quoted + "'\n");
  CHECK(value("it's") == "k: it's\n");
  CHECK(value("'it's") == "k: '''it''s'\n");
  CHECK(again("Version: 2010-09-09\nQuoted: \"2010-09-09\"\nBig: 1_000\nHex: 0x1F\nFloat: 1.50\nYes: yes\n") ==
        "Version: 2010-09-09\nQuoted: '2010-09-09'\nBig: 1000\nHex: 31\nFloat: 1.5\n'Yes': true\n");
}

TEST_CASE("sam yaml: lines break in single quotes, other signs are escaped", "[document]") {
  CHECK(value("one\ntwo\n") == "k: 'one\n\n  two\n\n  '\n");
  CHECK(value("caf\xC3\xA9\t\x07") == "k: \"caf\\xE9\\t\\a\"\n");
  CHECK(value("\xF0\x9F\x98\x80 \xE2\x80\xA8") == "k: \"\\U0001F600 \\L\"\n");
}

TEST_CASE("sam yaml: a line that is full ends at a blank", "[document]") {
  const std::string word(30, 'w');
  CHECK(value(word + " " + word + " " + word + " " + word) == "k: " + word + " " + word + " " + word + "\n  " + word + "\n");
  CHECK(value(word + "  " + word + "  " + word + "  x") == "k: " + word + "  " + word + "  " + word + "  x\n");
  CHECK(value("- " + word + " " + word + " " + word + " x") == "k: '- " + word + " " + word + " " + word + "\n  x'\n");
  CHECK(value("\t" + word + " " + word + " " + word + " x") == "k: \"\\t" + word + " " + word + " " + word + "\\\n  \\ x\"\n");
}

TEST_CASE("sam yaml: a key that is too long stands apart", "[document]") {
  const std::string longest(122, 'k'), longer(123, 'k');
  CHECK(write_sam_yaml(make_map({{longest, {}, make_string("v")}})) == longest + ": v\n");
  CHECK(write_sam_yaml(make_map({{longer, {}, make_string("v")}})) == "? " + longer + "\n: v\n");
  CHECK(write_sam_yaml(make_map({{"", {}, make_list({make_string("a"), make_string("b")})}})) == "? ''\n: - a\n  - b\n");
}
