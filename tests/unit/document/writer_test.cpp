#include "document/writer.h"

#include <random>

#include <catch2/catch.hpp>

#include "reading.h"

using namespace cxsam;

namespace {

// Trees with every kind of value and texts that are easy to misread.
class TreeMaker {
 public:
  explicit TreeMaker(std::uint32_t seed) : random_(seed) {}

  Node make(int depth) {
    switch (pick(depth > 0 ? 8 : 5)) {
      case 0:
        return make_null();
      case 1:
        return make_bool(pick(2) == 0);
      case 2:
        return make_int(pick(2000) - 1000);
      case 3:
        return make_number();
      case 4:
        return make_string(text());
      case 5:
        return list(depth);
      default:
        return map(depth);
    }
  }

 private:
  int pick(int count) { return static_cast<int>(random_() % static_cast<std::uint32_t>(count)); }

  Node make_number() {
    static const char* const kNumbers[] = {"1.0", "1e3", "-2.5E-7", "0.1", "1E+2", ".5"};
    Node node;
    node.kind = Node::Kind::Double;
    node.text = kNumbers[pick(6)];
    return node;
  }

  std::string text() {
    static const char* const kPieces[] = {"yes",
                                          "017",
                                          "1.0",
                                          " ",
                                          "a",
                                          ": ",
                                          "#",
                                          " #",
                                          "\n",
                                          "\n\n",
                                          "- ",
                                          "'",
                                          "\"",
                                          "\\",
                                          "\t",
                                          "{",
                                          "}",
                                          "[",
                                          ",",
                                          "&",
                                          "*",
                                          "!",
                                          "|",
                                          ">",
                                          "%",
                                          "@",
                                          "`",
                                          "?",
                                          ":",
                                          "~",
                                          "null",
                                          "---",
                                          "...",
                                          "\x01",
                                          "\x7f",
                                          "\xC3\xA9",
                                          "\xE2\x80\xA8",
                                          "\xF0\x9F\x98\x80",
                                          "<<",
                                          "=",
                                          "-",
                                          "${x}",
                                          "word",
                                          "\r",
                                          "\xC2\x85"};
    std::string text;
    for (int i = pick(6); i > 0; --i) text += kPieces[pick(static_cast<int>(std::size(kPieces)))];
    return text;
  }

  Node list(int depth) {
    Nodes items;
    for (int i = pick(4); i > 0; --i) items.push_back(make(depth - 1));
    return make_list(std::move(items));
  }

  Node map(int depth) {
    Node node = make_map();
    for (int i = pick(4); i > 0; --i) node.set(text(), make(depth - 1));
    return node;
  }

  std::mt19937 random_;
};

std::string written_string(std::string text) { return write_yaml(make_map({{"k", {}, make_string(std::move(text))}})); }

}  // namespace

TEST_CASE("writer: what is written as YAML is read back as the same value") {
  for (std::uint32_t seed = 0; seed < 3000; ++seed) {
    const Node tree = make_map({{"k", {}, TreeMaker(seed).make(4)}});
    const std::string text = write_yaml(tree);
    const Reading reading = read(text);
    INFO("seed " << seed << "\n" << text << write_json(tree) << reading.first_error());
    REQUIRE(reading.node);
    REQUIRE(reading.diagnostics.items().empty());
    REQUIRE(same_value(*reading.node, tree));
  }
}

TEST_CASE("writer: what is written as JSON is read back as the same value") {
  for (std::uint32_t seed = 0; seed < 1000; ++seed) {
    const Node tree = make_map({{"k", {}, TreeMaker(seed).make(4)}});
    for (const int indent : {0, 2}) {
      const std::string text = write_json(tree, indent);
      const Reading reading = read(text);
      INFO("seed " << seed << "\n" << text << reading.first_error());
      REQUIRE(reading.node);
      REQUIRE(reading.diagnostics.items().empty());
      REQUIRE(same_value(*reading.node, tree));
    }
  }
}

TEST_CASE("writer: YAML is block style, and quotes stand only where they are needed") {
  const Reading reading = read(
      "{\"Resources\": {\"F\": {\"Tags\": [\"a\", \"yes\", {\"k\": [], \"l\": [[1]]}], \"V\": {\"Ref\": \"X\"}}, \"E\": {}}}");
  CHECK(write_yaml(*reading.node) ==
        "Resources:\n  F:\n    Tags:\n      - a\n      - 'yes'\n      - k: []\n        l:\n          - - 1\n    V:\n      Ref: "
        "X\n  E: {}\n");
  CHECK(written_string("arn:aws:s3:::x/*") == "k: arn:aws:s3:::x/*\n");
  CHECK(written_string("python3.11") == "k: python3.11\n");
  CHECK(written_string("2010-09-09") == "k: '2010-09-09'\n");
  CHECK(written_string("it's: so") == "k: 'it''s: so'\n");
  CHECK(written_string("one\ntwo\n") == "k: |\n  one\n  two\n");
  CHECK(written_string("one\n\n two") == "k: |-\n  one\n\n   two\n");
  CHECK(written_string("one\n\n\n") == "k: |+\n  one\n\n\n");
}

TEST_CASE("writer: JSON numbers are as written where JSON has them, and converted where not") {
  const Reading reading = read("[1.10, 017, 1_000, .5, 1., yes, 0x1F, +3, -0o7, 123456789012345678901234567890, ~, '1']");
  CHECK(write_json(*reading.node, 0) == "[1.10,15,1000,0.5,1.0,true,31,3,-7,123456789012345678901234567890,null,\"1\"]");
}
