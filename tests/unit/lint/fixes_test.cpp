#include "lint/fixes/fixes.h"

#include <catch2/catch.hpp>

#include "document/reader.h"

using namespace cxsam;

namespace {

struct Document {
  explicit Document(const std::string& text) {
    Diagnostics diagnostics;
    file = sources.add("t", text);
    root = read_document(sources, file, diagnostics).value();
  }

  [[nodiscard]] std::string after(std::optional<lint::Edit> edit) const {
    if (!edit) return "nothing";
    std::string text = sources.text(file);
    return text.replace(edit->where.begin, edit->where.end - edit->where.begin, edit->text);
  }

  [[nodiscard]] std::string without(std::string_view map, std::string_view key) const {
    const Node& parent = map.empty() ? root : *root.find(map);
    return after(lint::remove_member(sources, parent, *parent.find_member(key)));
  }

  [[nodiscard]] std::string without_item(std::string_view list, std::size_t index) const {
    const Node& parent = *root.find(list);
    return after(lint::remove_item(sources, parent, parent.items[index]));
  }

  Sources sources;
  FileId file;
  Node root;
};

}  // namespace

TEST_CASE("fixes: a member goes with its lines, what stands around stays") {
  const Document document("# top\nA:\n  x: 1 # one\n  y:\n    z: 2\n\n  # of w\n  w: 3\nB: 4\n");
  CHECK(document.without("A", "x") == "# top\nA:\n  y:\n    z: 2\n\n  # of w\n  w: 3\nB: 4\n");
  CHECK(document.without("A", "y") == "# top\nA:\n  x: 1 # one\n\n  # of w\n  w: 3\nB: 4\n");
  CHECK(document.without("", "A") == "# top\nB: 4\n");
  CHECK(document.without("", "B") == "# top\nA:\n  x: 1 # one\n  y:\n    z: 2\n\n  # of w\n  w: 3\n");
}

TEST_CASE("fixes: a member that is not alone on its lines, or alone in its block, stays") {
  CHECK(Document("A:\n  x: 1\nB: 2\n").without("A", "x") == "nothing");
  CHECK(Document("- x: 1\n  y: 2\n").after(std::nullopt) == "nothing");
}

TEST_CASE("fixes: flow maps and JSON lose a comma, too") {
  const Document document("{\"a\": 1,\n \"b\": [2, 3], \"c\": 4}");
  CHECK(document.without("", "a") == "{\"b\": [2, 3], \"c\": 4}");
  CHECK(document.without("", "c") == "{\"a\": 1,\n \"b\": [2, 3]}");
  CHECK(document.without_item("b", 0) == "{\"a\": 1,\n \"b\": [3], \"c\": 4}");
  CHECK(document.without_item("b", 1) == "{\"a\": 1,\n \"b\": [2], \"c\": 4}");
}

TEST_CASE("fixes: an item goes with its dash") {
  const Document document("L:\n  - a\n  -   b # second\n  - c\nM: 1\n");
  CHECK(document.without_item("L", 1) == "L:\n  - a\n  - c\nM: 1\n");
  CHECK(document.without_item("L", 2) == "L:\n  - a\n  -   b # second\nM: 1\n");
}

TEST_CASE("fixes: what is found goes, what touches another change waits, and unsafe ones are asked for") {
  lint::Report report;
  Diagnostics ignored;
  const std::string text =
      "Parameters:\n  Left: {Type: String}\nResources:\n  T:\n    Type: AWS::SNS::Topic\n    DependsOn: Q\n    Properties: "
      "{TopicName: !GetAtt Q.Name}\n";
  const FileId file = report.sources.add("t", text);
  report.source = tmpl::Template::from(read_document(report.sources, file, ignored).value(), ignored);
  const auto found_at = [&](std::string id, std::string_view word) {
    const auto begin = static_cast<std::uint32_t>(text.find(word));
    report.diagnostics.warning(std::move(id), {file, begin, begin + static_cast<std::uint32_t>(word.size())}, "m");
  };
  found_at("W3005", "DependsOn");
  found_at("W3005", "DependsOn");
  found_at("W2001", "Left");
  const lint::FixedText safe = lint::apply_fixes(report, false);
  CHECK(safe.fixed == 1);
  CHECK(safe.text.find("DependsOn") == std::string::npos);
  CHECK(safe.text.find("Left") != std::string::npos);
  const lint::FixedText all = lint::apply_fixes(report, true);
  CHECK(all.fixed == 2);
  CHECK(all.text == "Resources:\n  T:\n    Type: AWS::SNS::Topic\n    Properties: {TopicName: !GetAtt Q.Name}\n");
}
