#include "template/sub_string.h"

#include <catch2/catch.hpp>

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

TEST_CASE("span_within: exact where the source reads as the text does", "[template]") {
  Node scalar;
  scalar.kind = Node::Kind::String;
  scalar.text = "a${B}";
  scalar.span = {1, 100, 105};
  CHECK(span_within(scalar, 1, 5) == Span{1, 101, 105});

  scalar.style = Node::Style::DoubleQuoted;
  CHECK(span_within(scalar, 1, 5) == scalar.span);
  scalar.span.end = 107;
  CHECK(span_within(scalar, 1, 5) == Span{1, 102, 106});

  scalar.style = Node::Style::Literal;
  CHECK(span_within(scalar, 1, 5) == scalar.span);

  scalar.style = Node::Style::DoubleQuoted;
  scalar.expansion = 3;
  CHECK(span_within(scalar, 1, 5) == scalar.span);
}
