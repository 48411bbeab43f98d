#include "template/resolver.h"

#include "template_text.h"

using namespace cxsam;
using namespace cxsam::tmpl;

namespace {

const Node& probe(TemplateText& text) { return *text.resource("Probe").property("Value"); }

std::string probing(const std::string& value, const std::string& sections = "") {
  return sections + "Resources:\n  Probe:\n    Type: A::B::C\n    Properties:\n      Value: " + value + "\n";
}

/// Conditions C0 ... Cn, each the one before it, C0 true; the last one first.
std::string chain(std::size_t length) {
  std::string text = "Conditions:\n";
  for (std::size_t i = length; i > 0; --i)
    text += "  C" + std::to_string(i) + ": {Condition: C" + std::to_string(i - 1) + "}\n";
  return text + "  C0: !Equals [a, a]\n";
}

}  // namespace

TEST_CASE("resolve: lists and maps lose what is absent", "[template]") {
  TemplateText text(probing("{a: [1, !Ref AWS::NoValue, {b: !Ref AWS::NoValue}], c: !Ref AWS::NoValue}"));
  const Resolved resolved = text.resolver().resolve(probe(text));
  CHECK(resolved.known == Known::Yes);
  CHECK(write_json(resolved.value, 0) == R"({"a":[1,{}]})");
}

TEST_CASE("resolve: every blocker is named, in document order", "[template]") {
  TemplateText text(probing("{a: !Ref X, b: [1, !GetAtt Y.Z], c: known}"));
  const Resolved resolved = text.resolver().resolve(probe(text));
  CHECK(resolved.known == Known::No);
  REQUIRE(resolved.blockers.size() == 2);
  CHECK(text.at(resolved.blockers[0]) == "!Ref X");
  CHECK(text.at(resolved.blockers[1]) == "!GetAtt Y.Z");
}

TEST_CASE("resolve: scalars keep how they are written", "[template]") {
  TemplateText text(probing("[1.10, 017, 'yes', 2012-10-17, null]"));
  const Resolved resolved = text.resolver().resolve(probe(text));
  CHECK(resolved.value.items[0].text == "1.10");
  CHECK(resolved.value.items[1].text == "017");
  CHECK(resolved.value.items[2].is_string());
  CHECK(resolved.value.items[4].is_null());
}

TEST_CASE("text: known scalars only", "[template]") {
  TemplateText text(probing("{s: !Sub 'a${AWS::Region}', n: 1, b: true, l: [a], u: !Ref X, e: null}"));
  const Resolver resolver = text.resolver();
  const auto at = [&](const char* key) { return resolver.text(*probe(text).find(key)); };
  CHECK(at("s") == "aus-east-1");
  CHECK(at("n") == "1");
  CHECK(at("b") == "true");
  CHECK_FALSE(at("l"));
  CHECK_FALSE(at("u"));
  CHECK_FALSE(at("e"));
}

TEST_CASE("condition: names, order and circles", "[template]") {
  TemplateText text(probing("a", R"(
Conditions:
  Uses: !Not [{Condition: Used}]
  Used: !Equals [a, b]
  Circle: !And [{Condition: Round}, !Equals [a, a]]
  Round: !Not [{Condition: Circle}]
  Self: {Condition: Self}
  NoCondition: text
  Number: 1
)"));
  const Resolver resolver = text.resolver();
  CHECK(resolver.condition("Used") == false);
  CHECK(resolver.condition("Uses") == true);
  for (const char* name : {"Circle", "Round", "Self", "NoCondition", "Number", "Nobody"}) CHECK_FALSE(resolver.condition(name));
}

TEST_CASE("condition: a long chain is no deep call", "[template]") {
  TemplateText text(probing("a", chain(20000)));
  CHECK(text.resolver().condition("C20000") == true);
}

TEST_CASE("resolve: nested functions cost no more than their size", "[template]") {
  std::string select = "x";
  std::string find = "x";
  for (int depth = 0; depth < 25; ++depth) {
    select = "{Fn::Select: [{Ref: Unknown}, [" + select + "]]}";
    find = "{Fn::FindInMap: [A, b, c, {DefaultValue: " + find + "}]}";
  }
  TemplateText selects(probing(select));
  CHECK(selects.resolver().resolve(probe(selects)).known == Known::No);
  TemplateText finds(probing(find));
  CHECK(finds.resolver().text(probe(finds)) == "x");
}

TEST_CASE("resolve: texts that explode stay unevaluated", "[template]") {
  std::string doubling = "xxxxxxxxxx";
  std::string joining = "'ab'";
  for (int depth = 0; depth < 25; ++depth) {
    doubling = "{Fn::Sub: ['${a}${a}', {a: " + doubling + "}]}";
    joining = "{Fn::Join: [" + joining + ", [x, y, z]]}";
  }
  for (const std::string& bomb : {doubling, joining}) {
    TemplateText text(probing(bomb));
    const Resolved resolved = text.resolver().resolve(probe(text));
    CHECK(resolved.known == Known::No);
    CHECK(write_json(resolved.value, 0).size() < 20U << 20U);
  }
}
