// Documents that are wrong: each gets its finding at its place.
#include <catch2/catch.hpp>

#include "document/writer.h"
#include "reading.h"

using namespace cxsam;

namespace {

std::string error_of(std::string_view text) { return read(text).first_error(); }

std::string repeat(std::string_view part, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += part;
  return text;
}

}  // namespace

TEST_CASE("broken: each place where a key is used again is a finding") {
  for (const char* text : {"A: 1\nB: 2\nA: 3\nA: 4\n", "{\"A\": 1, \"B\": 2,\n\"A\": 3,\n\"A\": 4}"}) {
    const Reading reading = read(text);
    REQUIRE(reading.diagnostics.items().size() == 2);
    const Diagnostic& second = reading.diagnostics.items()[1];
    CHECK(second.id == "E0000");
    CHECK(second.message == "duplicate key `A`");
    REQUIRE(second.related.size() == 1);
    CHECK(reading.sources.begin_of(second.related[0].where).line == 1);
    REQUIRE(reading.node);
    CHECK(reading.node->find("A")->text == "1");
    CHECK(reading.node->members.size() == 2);
  }
}

TEST_CASE("broken: tabs as indentation") {
  CHECK(error_of("A:\n\tB: 1\n") == "2:1 a tab is used as indentation");
  CHECK(error_of("A:\n  B: 1\n\tC: 2\n") == "3:1 a tab is used as indentation");
  CHECK(error_of("A:\n \tB: 1\n") == "2:2 a tab is used as indentation");
  CHECK(error_of("A:\t1\nB: [\n\t1]\n") == "");
}

TEST_CASE("broken: bad indentation") {
  CHECK(error_of("A:\n    B: 1\n  C: 2\n") == "3:3 this line is indented by 2 spaces, and no line above it is");
  CHECK(read("A:\n    B: 1\n  C: 2\n").diagnostics.items()[0].hints[0] ==
        "indent it as the line that it belongs beside: 4 or 0 spaces");
  CHECK(error_of("A:\n  B: 1\n   C: 2\n") ==
        "3:4 this key is indented deeper than the line above, which has its value already");
  CHECK(error_of("  A: 1\nB: 2\n") == "2:1 the document has ended before this line");
  CHECK(error_of("A: 1\n- b\n") == "2:1 a list item where a key was expected");
}

TEST_CASE("broken: what a merge leaves behind") {
  const std::string conflict = "<<<<<<< HEAD\nB: 2\n=======\nB: 3\n>>>>>>> other\n";
  CHECK(error_of("A: 1\n" + conflict) == "2:1 a merge conflict that is not resolved");
  CHECK(error_of("A:\n  C: 1\n" + conflict + "D: 4\n") == "3:1 a merge conflict that is not resolved");
  CHECK(error_of("A: |\n  <<<<<<< HEAD\n").empty());
  CHECK(error_of("{\n  \"A\": 1,\n<<<<<<< HEAD\n  \"B\": 2\n}\n") == "3:1 a merge conflict that is not resolved");
  CHECK(error_of("{\n  \"A\": 1,\n  \"B\": 2\n>>>>>>> other\n}\n") == "4:1 a merge conflict that is not resolved");
  CHECK(error_of("A: 1\n=======\nB: 2\n") == "2:1 a merge conflict that is not resolved");
}

TEST_CASE("broken: keys without their colon or blank") {
  CHECK(error_of("A: 1\nB\nC: 2\n") == "2:1 this line is no `key: value`");
  CHECK(error_of("A:1\nB: 2\n") == "1:2 a blank is missing after `:`");
  CHECK(error_of("A: b: c\n") == "1:5 a second `: ` in one line");
}

TEST_CASE("broken: quotes that stay open") {
  CHECK(error_of("A: \"foo\nB: 1\n") == "1:4 the quote `\"` is never closed");
  CHECK(error_of("A: !Sub 'foo\nB: 1\n") == "1:9 the quote `'` is never closed");
  CHECK(error_of("A: 'foo\nB: 1\nC: 'x'\n") == "1:4 the quote `'` is not closed on its line");
  CHECK(error_of("A: 'it's'\n") == "1:8 text after the closing quote");
}

TEST_CASE("broken: brackets that stay open are named where they open") {
  CHECK(error_of("A: [1, 2\nB: 3\n") == "1:4 the `[` is never closed");
  CHECK(error_of("A:\n  B: {x: 1\nC: 3\n") == "2:6 the `{` is never closed");
  CHECK(error_of("[1, 2") == "1:1 the `[` is never closed");
  CHECK(error_of("A: [1, 2}\n") == "1:9 `}` does not close what is open here");
  CHECK(error_of("A: [1, 2]]\n") == "1:10 a closing bracket without an opening one");
  CHECK(error_of("A: {e: f: g}\n") == "1:9 a `,` or `}` was expected here");
}

TEST_CASE("broken: aliases without anchor, and aliases of what contains them") {
  CHECK(error_of("A: *nope\n") == "1:4 the alias `*nope` has no anchor `&nope` before it");
  CHECK(error_of("A: &a [1, *a]\n") == "1:11 `*a` stands for a value that contains it");
  CHECK(error_of("A: &a\n  b: *a\n") == "2:6 `*a` stands for a value that contains it");
}

TEST_CASE("broken: aliases that multiply meet the limit of nodes") {
  std::string text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 12; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    text += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before + repeat(", " + before, 8) + "]\n";
  }
  const Reading reading = read(text, {.depth = 128, .nodes = 5000});
  CHECK_FALSE(reading.node);
  CHECK(reading.first_error().find("the document has more than 5000 values when its aliases are expanded") !=
        std::string::npos);
}

TEST_CASE("broken: 10,000 levels of nesting stop at the limit of depth") {
  const std::string message = "more than 128 levels of nesting";
  CHECK(error_of("A: " + repeat("[", 10'000) + repeat("]", 10'000) + "\n") == "1:131 " + message);
  CHECK(error_of(repeat("- ", 10'000) + "x\n") == "1:257 " + message);
  CHECK(error_of(repeat("{\"a\":", 10'000)) == "1:641 " + message);
  CHECK(error_of("A: " + repeat("[!Not ", 1000) + repeat("]", 1000)).find(message) != std::string::npos);
  CHECK(read(repeat("[", 128) + repeat("]", 128)).node);
}

TEST_CASE("broken: an alias counts with its height") {
  const std::string text =
      "a: &a " + repeat("[", 20) + repeat("]", 20) + "\nb: " + repeat("[", 20) + "*a" + repeat("]", 20) + "\n";
  CHECK(error_of(text).empty());
  CHECK(read(text, {.depth = 30, .nodes = 1000}).first_error() == "2:24 more than 30 levels of nesting");
}

TEST_CASE("broken: empty files, comments only, several documents") {
  CHECK(error_of("") == "1:1 the file is empty");
  CHECK(error_of(" \n\n") == "1:1 the file is empty");
  CHECK(error_of("# a\n  # b\n") == "1:1 the file has comments only");
  CHECK(error_of("---\n") == "1:1 the document is empty");
  CHECK(error_of("A: 1\n---\nB: 2\n") == "2:1 a second document begins here, and a template is one document");
  CHECK(error_of("---\nA: '---'\n...\n") == "");
}

TEST_CASE("broken: bytes that are no text") {
  CHECK(error_of(std::string_view("A: 1\nB: \0\n", 10)) == "2:4 the file has a NUL byte");
  CHECK(error_of(std::string_view("\x7F"
                                  "ELF\x02\x01\x01\0",
                                  8)) == "1:1 the file is no text");
  CHECK(error_of("A: \x1b[0m\n") == "1:4 the control character U+001B is not allowed");
  CHECK(error_of("A: 1\n\x04"
                 "B: 2\n") == "2:1 the control character U+0004 is not allowed");
  CHECK(error_of("A: 1\rB: 2\r") == "1:5 a carriage return without a line feed");
  CHECK(error_of(std::string_view("\xFF\xFE"
                                  "A\0:\0 \0"
                                  "1\0",
                                  10)) == "1:1 the file is UTF-16, and templates are UTF-8");
  CHECK(error_of(std::string_view("\0A\0:\0 \0"
                                  "1",
                                  8)) == "1:1 the file is UTF-16, and templates are UTF-8");
  CHECK(error_of("A: \xC3\xA9\nB: \xE9t\n") == "2:4 the byte 0xE9 is not UTF-8");
}

TEST_CASE("broken: keys that are no names") {
  CHECK(error_of("A: {{ x }}\n") == "1:5 a key must be a plain text, not a list or a map");
  CHECK(error_of("? [a]\n: 1\n") == "1:3 a key must be a plain text, not a list or a map");
  CHECK(error_of(": 1\n") == "1:1 a key is missing before `:`");
  CHECK(error_of("A: 1\n" + std::string(1100, 'k') + ": 1\n") == "2:1 a key of more than 1024 characters");
  CHECK(error_of("!Ref A: 1\n") == "1:1 a key cannot have a tag");
}

TEST_CASE("broken: tags that are no short form") {
  const Reading reading = read("A: !sub x\nB: !Foo y\nC: !!int x\nD: !!binary x\n");
  REQUIRE(reading.diagnostics.items().size() == 4);
  CHECK(reading.first_error() == "1:4 unknown tag `!sub`");
  CHECK(reading.diagnostics.items()[0].hints[0] == "did you mean `!Sub`?");
  CHECK(reading.diagnostics.items()[1].message == "unknown tag `!Foo`");
  CHECK(reading.diagnostics.items()[2].message == "the value does not fit its tag `!!int`");
  CHECK(reading.diagnostics.items()[3].message == "CloudFormation does not know the tag `!!binary`");
  REQUIRE(reading.node);
  CHECK(error_of("A: !Base64 !Sub x\n") == "1:12 a value can have one tag only");
  CHECK(error_of("A: !rails\n  ! B: x\n") == "2:3 unknown tag `!`");
  CHECK(read("A: !!str 1\nB: !!int 017\n").node->find("A")->is_string());
}

TEST_CASE("broken: merge keys that merge nothing") {
  CHECK(error_of("A:\n  <<: x\n") == "2:7 `<<` needs a map or a list of maps to merge");
  CHECK(error_of("A:\n  <<: !Ref x\n") == "2:7 `<<` needs a map or a list of maps to merge");
  CHECK(error_of("A:\n  '<<': x\n").empty());
}

TEST_CASE("broken: JSON") {
  CHECK(error_of("{\n  \"A\": 1\n  \"B\": 2\n}\n") ==
        "3:3 the JSON cannot be read: unexpected string literal in object, expected `,` or `}`");
  const Reading open = read("{\"A\": {\"B\": 1}");
  CHECK(open.first_error() == "1:15 the JSON cannot be read: unexpected end of input in object, expected `,` or `}`");
  REQUIRE(open.diagnostics.items()[0].related.size() == 1);
  CHECK(open.diagnostics.items()[0].related[0].where.begin == 0);
  CHECK(read("{\"A\": 1, // no\n \"B\": 2}").diagnostics.items()[0].hints[0] == "JSON has no comments; YAML has");
}
