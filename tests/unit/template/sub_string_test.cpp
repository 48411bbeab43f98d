#include "template/sub_string.h"

#include <catch2/catch.hpp>

#include "document/reader.h"

using namespace cxsam;
using namespace cxsam::tmpl;

namespace {

using Kind = SubPiece::Kind;

std::string described(std::string_view text) {
  std::string result;
  for (const SubPiece& piece : parse_sub(text)) {
    result += piece.kind == Kind::Text ? "T(" : piece.kind == Kind::Name ? "N(" : "L(";
    result += std::string(piece.text) + ")";
  }
  return result;
}

}  // namespace

TEST_CASE("parse_sub: names, literals and the text between them", "[template]") {
  CHECK(described("").empty());
  CHECK(described("plain") == "T(plain)");
  CHECK(described("${A}") == "N(A)");
  CHECK(described("a${B}c") == "T(a)N(B)T(c)");
  CHECK(described("${A}${B}") == "N(A)N(B)");
  CHECK(described("arn:${AWS::Partition}:${T.Arn}/*") == "T(arn:)N(AWS::Partition)T(:)N(T.Arn)T(/*)");
  CHECK(described("${!Literal} and ${!}") == "L(Literal)T( and )L()");
}

TEST_CASE("replace_names: names that have another text, nothing else", "[template]") {
  const auto replaced = [](std::string_view text) {
    return replace_names(text, [](std::string_view name) -> std::optional<std::string> {
      return name == "A" ? std::optional<std::string>("one") : std::nullopt;
    });
  };
  CHECK(replaced("${A}-${B}-${!A}-${A") == "one-${B}-${!A}-${A");
  CHECK(replaced("") == "");
}

TEST_CASE("parse_sub: odd forms never swallow text", "[template]") {
  CHECK(described("${") == "T(${)");
  CHECK(described("${A") == "T(${A)");
  CHECK(described("}$ {A}") == "T(}$ {A})");
  CHECK(described("$${A}") == "T($)N(A)");
  CHECK(described("${}") == "N()");
  CHECK(described("${ A }") == "N( A )");
  CHECK(described("${a${b}}") == "N(a${b)T(})");
  CHECK(described("${A}${") == "N(A)T(${)");
}

TEST_CASE("parse_sub: pieces cover the whole text", "[template]") {
  const std::string text = "x${A}y${!B}${C.d}z${";
  std::size_t end = 0;
  for (const SubPiece& piece : parse_sub(text)) {
    CHECK(piece.begin == end);
    end = piece.end;
  }
  CHECK(end == text.size());
}

TEST_CASE("sub_target: the first dot ends the name", "[template]") {
  CHECK(sub_target("A").name == "A");
  CHECK(sub_target("A").attribute.empty());
  CHECK(sub_target("Stack.Outputs.Url").name == "Stack");
  CHECK(sub_target("Stack.Outputs.Url").attribute == "Outputs.Url");
}

TEST_CASE("escape_sub: reads back as it was", "[template]") {
  CHECK(escape_sub("a b") == "a b");
  CHECK(escape_sub("${A}") == "${!A}");
  CHECK(escape_sub("${!A}") == "${!!A}");
  CHECK(escape_sub("${") == "${");
}

namespace {

/// The source texts at which the names of the first value are found, with where they begin.
std::string found_places(const std::string& yaml) {
  Sources sources;
  Diagnostics diagnostics;
  const std::optional<Node> root = read_document(sources, sources.add("t.yaml", yaml), diagnostics);
  REQUIRE(root);
  const Node& scalar = root->members.front().value;
  PieceFinder finder(scalar, &sources);
  std::string result;
  for (const SubPiece& piece : parse_sub(scalar.text)) {
    if (piece.kind != Kind::Name) continue;
    const Span place = finder.find(piece);
    result += std::string(sources.slice(place)) + "@" + std::to_string(place.begin) + " ";
  }
  return result;
}

}  // namespace

TEST_CASE("PieceFinder: every style of scalar", "[template]") {
  CHECK(found_places("a: x${B}${C}\n") == "${B}@4 ${C}@8 ");
  CHECK(found_places("a: \"\\t${B}${B}\"\n") == "${B}@6 ${B}@10 ");
  CHECK(found_places("a: 'it''s ${B}'\n") == "${B}@10 ");
  CHECK(found_places("a: |\n  one ${B}\n  ${!B} ${B}\n") == "${B}@11 ${B}@24 ");
  CHECK(found_places("a: >-\n  one\n  ${B}\n") == "${B}@14 ");
}

TEST_CASE("PieceFinder: the whole scalar where the source spells it otherwise", "[template]") {
  CHECK(found_places("{\"a\": \"\\u0024{B}\"}") == "\"\\u0024{B}\"@6 ");
  Node scalar;
  scalar.kind = Node::Kind::String;
  scalar.text = "${B}";
  scalar.span = {0, 0, 0};
  CHECK(PieceFinder(scalar, nullptr).find(parse_sub(scalar.text)[0]) == scalar.span);
  const Sources sources;
  CHECK(PieceFinder(scalar, &sources).find(parse_sub(scalar.text)[0]) == scalar.span);
}
