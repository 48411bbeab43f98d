#include "diagnostic/render.h"

#include <catch2/catch.hpp>

#include "base/text.h"
#include "json/json.h"

using namespace cxsam;

namespace {

struct Sample {
  Sources sources;
  FileId file;
  explicit Sample(std::string text) : file(sources.add("template.yaml", std::move(text))) {}

  [[nodiscard]] Span find(std::string_view part) const {
    const auto at = static_cast<std::uint32_t>(sources.text(file).find(part));
    return {file, at, at + static_cast<std::uint32_t>(part.size())};
  }
  [[nodiscard]] std::string render(const Diagnostic& finding, TextStyle style = {}) const {
    return render_text(sources, {&finding, 1}, style);
  }
};

}  // namespace

TEST_CASE("render_text: headline, place, line, carets, notes and hints") {
  const Sample sample("A: 1\nB:\n  Handlr: app.handler\n");
  const Diagnostic finding{.id = "E3002",
                           .message = "unknown property `Handlr`",
                           .where = sample.find("Handlr"),
                           .notes = {"A function needs a handler."},
                           .hints = {"did you mean `Handler`?"}};
  CHECK(sample.render(finding) ==
        "error[E3002]: unknown property `Handlr`\n"
        " --> template.yaml:3:3\n"
        "  |\n"
        "3 |   Handlr: app.handler\n"
        "  |   ^^^^^^\n"
        "  = note: A function needs a handler.\n"
        "  = hint: did you mean `Handler`?\n");
}

TEST_CASE("render_text: carets count columns of the terminal, tabs are expanded") {
  const Sample sample("A: \xE6\x97\xA5\xE6\x9C\xAC wrong\nB:\twrong2\n");
  CHECK(sample.render({.message = "m", .where = sample.find("wrong")}) ==
        "error: m\n --> template.yaml:1:7\n  |\n1 | A: \xE6\x97\xA5\xE6\x9C\xAC wrong\n  |         ^^^^^\n");
  CHECK(sample.render({.message = "m", .where = sample.find("wrong2")}) ==
        "error: m\n --> template.yaml:2:4\n  |\n2 | B:  wrong2\n  |     ^^^^^^\n");
}

TEST_CASE("render_text: a byte order mark takes no column") {
  const Sample sample("\uFEFFA: x\n");
  CHECK(sample.render({.message = "m", .where = sample.find("A")}) ==
        "error: m\n --> template.yaml:1:1\n  |\n1 | A: x\n  | ^\n");
}

TEST_CASE("render_text: long lines are cut around the caret") {
  const Sample sample("A: " + std::string(300, 'x') + " here " + std::string(10'000, 'y') + "\n");
  const std::string text = sample.render({.message = "m", .where = sample.find("here")});
  for (std::size_t begin = 0; begin < text.size(); begin = text.find('\n', begin) + 1)
    CHECK(text.find('\n', begin) - begin < 120);
  const std::size_t line = text.find("1 | ");
  const std::size_t carets = text.find("  | ", line);
  CHECK(text.find(" here ", line) + 1 - line == text.find("^^^^", carets) - carets);
  CHECK(text.find("^^^^^") == std::string::npos);
  CHECK(text.find("1 | ...xxx") != std::string::npos);
  CHECK(text.find("yyy...\n") != std::string::npos);
}

TEST_CASE("render_text: a span of several lines shows the first") {
  const Sample sample("A:\n  - b\n  - c\n");
  CHECK(sample.render({.message = "m", .where = sample.find("- b\n  - c")}) ==
        "error: m\n --> template.yaml:2:3\n  |\n2 |   - b\n  |   ^^^\n");
}

TEST_CASE("render_text: findings without a place have no snippet") {
  const Sample sample("A: 1\n");
  CHECK(sample.render({.id = "CX1", .severity = Severity::Warning, .message = "m", .hints = {"h"}}) ==
        "warning[CX1]: m\n  = hint: h\n");
  CHECK(sample.render({.message = "m", .where = {sample.file, 0, 0}}) == "error: m\n --> template.yaml:1:1\n");
}

TEST_CASE("render_text: related places and expansions") {
  Sample sample("A: 1\n\n\n\n\n\n\n\n\nB: 2\n");
  const auto outer = sample.sources.add({.cause = sample.find("A"), .why = "Globals.Function"});
  const auto inner = sample.sources.add({.cause = sample.find("B"), .why = "implicit API", .parent = outer});
  const Diagnostic finding{.id = "E1",
                           .message = "m",
                           .where = sample.find("B"),
                           .expansion = inner,
                           .related = {{sample.find("A: 1"), "first used here"}}};
  CHECK(sample.render(finding) ==
        "error[E1]: m\n  --> template.yaml:10:1\n   |\n10 | B: 2\n   | ^\n  --> template.yaml:1:1\n   |\n 1 | A: 1\n   | ---- "
        "first used "
        "here\n   = note: from implicit API at template.yaml:10:1\n   = note: from Globals.Function at template.yaml:1:1\n");
}

TEST_CASE("render_text: what a terminal would obey is shown, not sent") {
  const Sample sample("A: \x1b[31m\u009B1m\u202Ered\n");
  const std::string text = sample.render({.message = "key `\x1b[0m`\nnext", .where = sample.find("red")});
  CHECK(text.find('\x1b') == std::string::npos);
  CHECK(text.find("\u009B") == std::string::npos);
  CHECK(text.find("\u202E") == std::string::npos);
  CHECK(text.starts_with("error: key `\\x1B[0m`\\nnext\n"));
  CHECK(sample.render({.message = "m"}, {.colour = true}).find("\x1b[1;31merror\x1b[0m") == 0);
}

TEST_CASE("render_text: lines of the source fit into the terminal") {
  Sample sample("Properties: {Handler: app.handler, Runtime: python3.12, CodeUri: src/, Timeout: 1000, MemorySize: 128}\n");
  const Diagnostic finding{.message = "m", .where = sample.find("1000")};
  for (const std::size_t columns : {20, 40, 80, 100, 200}) {
    const std::string text = sample.render(finding, {.columns = columns});
    INFO(text);
    const std::vector<std::string_view> lines = split(text, '\n');
    for (const std::string_view line : lines) CHECK((line.size() <= std::max<std::size_t>(columns, 26)));
    const std::size_t source = 3;
    CHECK(lines[source].find("1000") == lines[source + 1].find('^'));
  }
}

TEST_CASE("render_json: an array of objects with places") {
  Sample sample("A: \xC3\xA9 x\n");
  const auto expansion = sample.sources.add({.cause = sample.find("A"), .why = "why"});
  const std::vector<Diagnostic> findings{{.id = "E1",
                                          .message = "m",
                                          .where = sample.find("x"),
                                          .expansion = expansion,
                                          .related = {{sample.find("A"), "r"}},
                                          .notes = {"n"}},
                                         {.severity = Severity::Info, .message = "none"}};
  const Result<Json> parsed = parse_json(render_json(sample.sources, findings));
  REQUIRE(parsed);
  REQUIRE(parsed->size() == 2);
  const Json& first = (*parsed)[0];
  CHECK(first["id"] == "E1");
  CHECK(first["severity"] == "error");
  CHECK(first["file"] == "template.yaml");
  CHECK(first["start"] == Json({{"line", 1}, {"column", 6}, {"offset", 6}}));
  CHECK(first["end"]["offset"] == 7);
  CHECK(first["notes"] == Json::array({"n"}));
  CHECK(first["related"][0]["message"] == "r");
  CHECK(first["related"][0]["start"]["offset"] == 0);
  CHECK(first["expansions"][0]["why"] == "why");
  CHECK((*parsed)[1]["severity"] == "info");
  CHECK_FALSE((*parsed)[1].contains("file"));
  CHECK(render_json(sample.sources, {}) == "[]\n");
}
