#include "lint/places/path.h"

#include <catch2/catch.hpp>

#include "document/reader.h"

using namespace cxsam;

namespace {

/// "Resources/Queue/0" for the place where `word` stands in `text`.
std::string path_at(const std::string& text, std::string_view word) {
  Sources sources;
  Diagnostics diagnostics;
  const FileId file = sources.add("t.yaml", text);
  const std::optional<Node> root = read_document(sources, file, diagnostics);
  REQUIRE(root);
  const auto begin = static_cast<std::uint32_t>(text.find(word));
  std::string joined;
  for (const lint::PathStep& step : lint::path_of(*root, {file, begin, begin + static_cast<std::uint32_t>(word.size())})) {
    if (const auto* index = std::get_if<std::size_t>(&step))
      joined += std::to_string(*index) + "/";
    else
      joined += std::string(std::get<std::string_view>(step)) + "/";
  }
  return joined;
}

}  // namespace

TEST_CASE("path_of: a key stands for its member, a value for itself, a word for the scalar around it") {
  const std::string text = "A:\n  Keys:\n    - one\n    - two: three four\n  Last: {x: [y, z]}\n";
  CHECK(path_at(text, "A") == "A/");
  CHECK(path_at(text, "Keys") == "A/Keys/");
  CHECK(path_at(text, "one") == "A/Keys/0/");
  CHECK(path_at(text, "two: three four") == "A/Keys/1/");
  CHECK(path_at(text, "two") == "A/Keys/1/two/");
  CHECK(path_at(text, "four") == "A/Keys/1/two/");
  CHECK(path_at(text, "{x: [y, z]}") == "A/Last/");
  CHECK(path_at(text, "z") == "A/Last/x/1/");
}

TEST_CASE("path_of: short forms have the steps of the long form") {
  const std::string text = "A: !Join [\"\", [!Ref Here, !GetAtt B.Arn]]\nC: !Sub x${Y}\n";
  CHECK(path_at(text, "!Join") == "A/Fn::Join/");
  CHECK(path_at(text, "Here") == "A/Fn::Join/1/0/Ref/");
  CHECK(path_at(text, "${Y}") == "C/Fn::Sub/");
}

TEST_CASE("path_of: places outside of the root have no path") {
  const std::string text = "# note\nA: 1\n";
  CHECK(path_at(text, "note").empty());
  CHECK(path_at(text, "A: 1").empty());
}

TEST_CASE("path_of: wide maps and lists are searched alike, whatever the order of the text") {
  std::string text = "Base: &base {name: first}\nWide:\n";
  for (int i = 0; i < 100; ++i) text += "  key" + std::to_string(i) + "x: value" + std::to_string(i) + "x\n";
  text += "  Merged: {<<: *base}\nList:\n";
  for (int i = 0; i < 100; ++i) text += "  - item" + std::to_string(i) + "x\n";
  CHECK(path_at(text, "key0x") == "Wide/key0x/");
  CHECK(path_at(text, "key77x") == "Wide/key77x/");
  CHECK(path_at(text, "value99x") == "Wide/key99x/");
  CHECK(path_at(text, "item0x") == "List/0/");
  CHECK(path_at(text, "item99x") == "List/99/");
  CHECK(path_at(text, "first") == "Base/name/");
}
